//! `nse-fmt check`: everything that is wrong or odd about queries.

use nse_query::diagnostic::Severity;
use nse_query::eval::{Context, Matcher};
use nse_query::{Checked, Diagnostic, Diagnostics, nse};

use crate::args::{self, Format};
use crate::eval;
use crate::session::{Found, Session, Target, say, say_error};
use crate::source::{self, Source};
use crate::stop::Stop;
use crate::usage;

pub(crate) fn run(args: &args::Check, session: &Session) -> Result<u8, Stop> {
    let mut arguments: Vec<Option<&str>> = args.queries.iter().map(|query| Some(query.as_str())).collect();
    if arguments.is_empty() {
        arguments.push(None);
    }
    if arguments.iter().filter(|argument| **argument == Some("-")).count() > 1 {
        return Err(Stop::failed("standard input can be read only once"));
    }
    let searches = eval::listed_searches(args.saved_searches.as_deref(), session)?;
    let context = searches.map(|searches| {
        Context::at(session.now).zone(session.zone).compiler(session.compiler()).saved_searches(searches)
    });
    let mut found = Vec::new();
    let mut target = Target::Data;
    let mut exit = 0;
    let mut queries = 0;
    for (index, &argument) in arguments.iter().enumerate() {
        let name = (arguments.len() > 1).then(|| format!("<query {}>", index + 1));
        match one(args, session, context.as_ref(), argument, name) {
            Ok((count, one, printed)) => {
                if printed {
                    // The fixed query is the data then.
                    target = Target::Diagnostics;
                }
                queries += count;
                found.push(one);
            }
            // The other queries are none the worse for it.
            Err(Stop::Failed(message)) => {
                say_error(&message);
                exit = 2;
            }
            Err(stop) => return Err(stop),
        }
    }
    if found.is_empty() {
        return Ok(exit);
    }
    session.report(&found, target)?;
    let invalid = found.iter().any(Found::is_invalid);
    if session.format() == Format::Human {
        let words: Vec<&str> = args.queries.iter().map(String::as_str).collect();
        if let Some(tip) = usage::unquoted("check", &words).filter(|_| invalid) {
            say(&format!("help: {}\n", nse::without_tokens(&tip)));
        }
        for found in &found {
            session.say_dates(&found.resolved, "");
        }
        say(&summary(queries, &found));
    }
    Ok(exit.max(u8::from(invalid)))
}

/// What [`listing`] tells of one source, which messages call `name` where it is an argument, and whether it was printed, fixed.
fn one(
    args: &args::Check,
    session: &Session,
    context: Option<&Context>,
    argument: Option<&str>,
    name: Option<String>,
) -> Result<(usize, Found, bool), Stop> {
    let mut source = Source::query(argument)?;
    if args.fix {
        source = session.fix(source)?;
    }
    if source.is_argument {
        source.name = name.unwrap_or(source.name);
    }
    let print = args.fix && source.path.is_none();
    if print {
        // What is printed may end in a log; a file keeps its token.
        let text = source.text.trim_end_matches('\n');
        // A query holds no token, however its words are called.
        let other = nse::is_request(text) || session.compiler().read(text).is_err();
        let shown = if other { nse::without_tokens(text) } else { text.into() };
        source::print(&format!("{shown}\n"))?;
    }
    listing(session, context, source).map(|(count, found)| (count, found, print))
}

/// How many queries `source` holds, and what was found in them: one, or the saved searches of a listing, each named in its
/// messages.
fn listing(session: &Session, context: Option<&Context>, source: Source) -> Result<(usize, Found), Stop> {
    let Some(searches) = session.compiler().saved_searches(&source.text) else {
        let (checked, mut found) = session.read(source)?;
        found.diagnostics.extend(session.leveled(checked.map_or_else(Vec::new, |checked| lost(&checked, context))));
        return Ok((1, found));
    };
    let count = searches.len();
    let mut diagnostics = Vec::new();
    for (name, read) in searches {
        let found = read.map_or_else(Diagnostics::into_vec, |checked| {
            let lost = lost(&checked, context);
            checked.warnings.into_iter().chain(lost).collect()
        });
        diagnostics.extend(found.into_iter().map(|mut diagnostic| {
            diagnostic.help.insert(0, format!("in the saved search `{name}`"));
            diagnostic
        }));
    }
    Ok((count, session.found(source, diagnostics)))
}

/// What is wrong with the saved searches that a query names: not there, not read, or leading back to themselves.
fn lost(checked: &Checked, context: Option<&Context>) -> Vec<Diagnostic> {
    let Some(context) = context else { return Vec::new() };
    let found = Matcher::checked(checked, context).err().map_or_else(Vec::new, Diagnostics::into_vec);
    found.into_iter().filter(|found| matches!(found.code().name(), "E0401" | "E0402" | "E0404")).collect()
}

/// `checked 2 queries: 1 error, no warnings`.
fn summary(queries: usize, found: &[Found]) -> String {
    let count = |severity| {
        found.iter().flat_map(|found| &found.diagnostics).filter(|diagnostic| diagnostic.severity() == severity).count()
    };
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    format!(
        "checked {}: {}, {}\n",
        counted(queries, "query", "queries"),
        counted(count(Severity::Error), "error", "errors"),
        counted(count(Severity::Warning), "warning", "warnings")
    )
}
