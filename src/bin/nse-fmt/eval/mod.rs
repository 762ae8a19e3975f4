//! `nse-fmt eval`: which contacts a query finds.

pub(crate) mod input;
mod judge;
mod pipeline;
mod progress;
mod sorted;
pub(crate) mod table;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use nse_query::eval::{Columns, Context, Matcher, SavedSearches, Sort, TokenMatch};
use nse_query::fold::visible;
use nse_query::{Catalog, Checked, Diagnostics};

use crate::args::{self, Words};
use crate::session::{Found, Session, Target, say};
use crate::source::{self, Source};
use crate::stop::Stop;
use crate::usage;
use input::{Input, Reading};
use judge::{Form, Judge};
use pipeline::Counts;
use progress::Progress;

pub(crate) fn run(args: &args::Eval, session: &Session) -> Result<u8, Stop> {
    let inputs = inputs(args, session).map_err(|stop| {
        let words = args.contacts.iter().filter_map(|path| path.to_str());
        let words: Vec<&str> = std::iter::once(&*args.query).chain(words).collect();
        match (stop, usage::unquoted("eval", &words)) {
            (Stop::Failed(message), Some(tip)) => Stop::Failed(format!("{message}; {tip}")),
            (stop, _) => stop,
        }
    })?;
    let (checked, mut found) = session.valid(Source::query(Some(&args.query))?)?;
    let matcher = matcher(&checked, &mut found, &args.evaluation, session)?;
    session.report_valid(&found)?;
    let form = form(args, session)?;
    let sort = sort(args, session)?;
    let header = form.header(&session.catalog);
    let progress = Progress::new(&inputs);
    let mut printer = pipeline::Printer::new(&progress, args.limit, sort.is_some());
    let judge = Judge { matcher, form, sort, invert: args.invert, strict: args.strict };
    source::print(&header)?;
    let outcome = pipeline::run(inputs, judge, threads(args.threads), &mut printer);
    progress.finish();
    if outcome.is_ok() {
        source::print(&printer.sorted())?;
    }
    let counts = printer.counts;
    if io::stderr().is_terminal() || counts.is_odd() {
        say(&counts.line());
    }
    outcome?;
    if args.count {
        source::print(&format!("{}\n", counts.matched))?;
    }
    Ok(u8::from(counts.matched == 0))
}

/// How contacts are printed.
fn form(args: &args::Eval, session: &Session) -> Result<Form, Stop> {
    let columns = |text: &str| {
        Columns::parse(text, &session.catalog, &context(&args.evaluation, session)?)
            .map_err(|wrong| unknown("--columns", text, wrong, session))
    };
    if args.columns.is_some() && !args.table && !args.csv {
        return Err(Stop::failed("`--columns` says what `--table` or `--csv` shows; add one of them"));
    }
    Ok(match args {
        args::Eval { ids: true, .. } => Form::Ids,
        args::Eval { count: true, .. } => Form::Count,
        args::Eval { csv: true, .. } => {
            let columns = columns(args.columns.as_deref().unwrap_or(CSV))?;
            Form::Csv { columns, escaped: io::stdout().is_terminal() }
        }
        args::Eval { table: true, .. } => Form::Table(args.columns.as_deref().map(columns).transpose()?),
        args::Eval { why: true, .. } => Form::Why,
        _ => Form::Json { escaped: io::stdout().is_terminal() },
    })
}

/// The columns of CSV where none are asked for.
const CSV: &str = "id,record type,first name,last name,company name,employer,title,email,phone,tag,created,updated";

fn sort(args: &args::Eval, session: &Session) -> Result<Option<Sort>, Stop> {
    let Some((name, order)) = &args.sort else { return Ok(None) };
    let sort = Sort::parse(name, *order, &session.catalog, &context(&args.evaluation, session)?);
    if sort.is_err() && !name.contains(',') {
        crate::fields::find(name, session)?;
    }
    sort.map(Some).map_err(|wrong| unknown("--sort", name, wrong, session))
}

/// Reports what is wrong with the `text` of an option.
fn unknown(option: &str, text: &str, wrong: Diagnostics, session: &Session) -> Stop {
    let source = Source { name: option.to_owned(), text: text.to_owned(), path: None, is_argument: false };
    let found = session.found(source, wrong.into_vec());
    session.report(&[found], Target::Diagnostics).err().unwrap_or(Stop::Invalid)
}

/// Where the contacts come from. All of it is looked at before anything is printed.
fn inputs(args: &args::Eval, session: &Session) -> Result<Vec<Input>, Stop> {
    let stdin = [Path::new("-").to_owned()];
    let paths = if args.contacts.is_empty() { &stdin[..] } else { &args.contacts };
    let from_stdin = paths.iter().filter(|path| *path == Path::new("-")).count();
    if args.query == "-" && from_stdin > 0 {
        return Err(Stop::failed(
            "the query and the contacts cannot both come from standard input; name a file of one",
        ));
    }
    if from_stdin > 1 {
        return Err(Stop::failed("standard input can be read only once"));
    }
    if args.contacts.is_empty() && io::stdin().is_terminal() {
        return Err(Stop::failed("no contacts: name a file, or pipe them in"));
    }
    let reading = Reading { max_ratio: args.max_ratio, format: args.format, catalog: session.catalog.clone() };
    paths.iter().map(|path| Input::new(path, &reading)).collect()
}

/// How many contacts there are in the files at `paths`, and how many of them match.
pub(crate) fn count(matcher: Matcher, paths: &[PathBuf], catalog: &Catalog) -> Result<Counts, Stop> {
    let reading = Reading::new(catalog.clone());
    let inputs: Vec<Input> = paths.iter().map(|path| Input::new(path, &reading)).collect::<Result<_, _>>()?;
    let judge = Judge { matcher, form: Form::Count, sort: None, invert: false, strict: false };
    let progress = Progress::new(&inputs);
    let mut printer = pipeline::Printer::new(&progress, None, false);
    let outcome = pipeline::run(inputs, judge, threads(None), &mut printer);
    progress.finish();
    outcome?;
    if printer.counts.is_odd() {
        say(&printer.counts.line());
    }
    Ok(printer.counts)
}

/// What decides by the query. Errors and warnings of its evaluation are added to `found`; errors are reported at once.
pub(crate) fn matcher(
    checked: &Checked,
    found: &mut Found,
    args: &args::Evaluation,
    session: &Session,
) -> Result<Matcher, Stop> {
    let (matcher, more) = match Matcher::checked(checked, &context(args, session)?) {
        Ok(matcher) => {
            let warnings = matcher.warnings().to_vec();
            (Some(matcher), warnings)
        }
        Err(diagnostics) => (None, diagnostics.into_vec()),
    };
    found.diagnostics.extend(session.leveled(more));
    if let Some(matcher) = matcher
        && !found.is_invalid()
    {
        return Ok(matcher);
    }
    session.report(std::slice::from_ref(found), Target::Diagnostics)?;
    Err(Stop::Invalid)
}

fn threads(wanted: Option<u16>) -> usize {
    wanted.map_or_else(|| std::thread::available_parallelism().map_or(1, Into::into), Into::into)
}

pub(crate) fn context(args: &args::Evaluation, session: &Session) -> Result<Context, Stop> {
    let mut context = Context::at(session.now).zone(session.zone).compiler(session.compiler());
    if let Some(user) = &args.user {
        context = context
            .user(user)
            .map_err(|error| Stop::failed(format!("--user: {error}; an id has 24 hexadecimal digits")))?;
    }
    context = context.saved_searches(saved_searches(args, session)?);
    Ok(context.token_match(match args.words {
        Words::Any => TokenMatch::Any,
        Words::All => TokenMatch::All,
    }))
}

/// The account's saved searches; none where they are not given.
pub(crate) fn saved_searches(args: &args::Evaluation, session: &Session) -> Result<SavedSearches, Stop> {
    Ok(listed_searches(args.saved_searches.as_deref(), session)?.unwrap_or_default())
}

/// The saved searches of the file that a flag names, or `nse.toml`; nothing where neither does.
pub(crate) fn listed_searches(flag: Option<&Path>, session: &Session) -> Result<Option<SavedSearches>, Stop> {
    let Some(path) = session.saved_searches(flag) else { return Ok(None) };
    let source = Source::file(&path)?;
    SavedSearches::parse(&source.text).map(Some).map_err(|error| {
        Stop::failed(format!(
            "`{}` is {error}; the service lists them as {{\"resources\": [{{\"id\": …, \"query\": …}}]}}",
            visible(&source.name)
        ))
    })
}
