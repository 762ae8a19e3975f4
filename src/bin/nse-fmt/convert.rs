//! `nse-fmt json`, `nse-fmt text` and `nse-fmt simplify`: a query of either form in one of them.

use nse_query::nse::{self, Client, Listing};
use nse_query::{Checked, Places, Query, Span, query};

use crate::args::{self, Request};
use crate::delete;
use crate::fields;
use crate::fmt::printed;
use crate::session::{Found, Session, say};
use crate::source::{self, Source};
use crate::stop::Stop;

/// What is said of a moving date in a request, which is often kept and sent again.
const FIXED: &str = "; the request keeps these days";

pub(crate) fn json(args: &args::Json, session: &Session) -> Result<u8, Stop> {
    let deletes = matches!(args.request, Some(Request::Delete));
    if !deletes && (!args.against.is_empty() || args.yes_everything) {
        return Err(Stop::failed("`--against` and `--yes-everything` go with `--request=delete`"));
    }
    let from_stdin = args.query.query.as_deref().is_none_or(|query| query == "-");
    if from_stdin && args.against.iter().any(|path| path.as_os_str() == "-") {
        return Err(Stop::failed("the query and the contacts cannot both come from standard input"));
    }
    if deletes && args.query.fix {
        return Err(Stop::failed(
            "a deletion cannot use `--fix`: read the fixed query first, then pass it without `--fix`",
        ));
    }
    let (mut checked, mut found) = read(&args.query, session)?;
    if args.simplify {
        checked.query = simplified(checked.query, &mut found, session);
        // Its clauses stand nowhere any more.
        checked.places = Places::default();
    }
    let listed = args.sort.is_some() || !args.fields.is_empty() || args.per_page.is_some();
    if deletes && listed {
        return Err(Stop::failed("`--sort`, `--fields` and `--per-page` only work for a listing, not for a deletion"));
    }
    let wanted = args.request.or((listed || args.request_as.is_some()).then_some(Request::Contacts));
    if let Some(kind) = wanted {
        return request(&checked, kind, found, args, session);
    }
    session.report_valid(&found)?;
    let mut text = if args.url_encoded {
        session.say_dates(&found.resolved, FIXED);
        nse::url_encode(&nse::encode(&checked.query))
    } else if args.pretty {
        nse::encode_pretty(&checked.query)
    } else {
        nse::encode(&checked.query)
    };
    text.push('\n');
    source::print(&text)?;
    Ok(0)
}

/// Prints the request of this kind, as a line or as code.
fn request(
    checked: &Checked,
    kind: Request,
    mut found: Found,
    args: &args::Json,
    session: &Session,
) -> Result<u8, Stop> {
    let field = |name: &str| fields::find(name, session);
    let resolved = found.resolved.clone();
    let request = if matches!(kind, Request::Delete) {
        delete::request(checked, found, args, session)?
    } else {
        let listing = if matches!(kind, Request::Ids) { Listing::Ids } else { Listing::Contacts };
        let mut request = nse::request(&checked.query, listing);
        if let Some((name, order)) = &args.sort {
            request = request.sort(&field(name)?, *order).map_err(|error| Stop::failed(format!("--sort: {error}")))?;
        }
        if !args.fields.is_empty() {
            let fields = args.fields.iter().map(|name| field(name.trim())).collect::<Result<Vec<_>, _>>()?;
            request = request.fields(&fields);
        }
        if let Some(count) = args.per_page {
            if args.sort.is_some() && count > 100 {
                say(
                    "warning: the service does not sort pages of more than 100 (earlier documentation); use `--per-page 100`\n",
                );
            }
            request = request.per_page(count);
        }
        let warning = request.warning(Span::new(0, found.source.text.len()));
        found.diagnostics.extend(session.leveled(warning.into_iter().collect()));
        session.report_valid(&found)?;
        request
    };
    session.say_dates(&resolved, FIXED);
    let client = match args.request_as {
        None => return source::print(&format!("{request}\n")).map(|()| 0),
        Some(args::Client::Curl) => Client::Curl,
        Some(args::Client::Python) => Client::Python,
        Some(args::Client::Javascript) => Client::JavaScript,
    };
    source::print(&request.code(client, nse::BASE)).map(|()| 0)
}

pub(crate) fn text(args: &args::Text, session: &Session) -> Result<u8, Stop> {
    let (checked, found) = read(&args.query, session)?;
    session.report_valid(&found)?;
    print(&checked.query, args, session)
}

pub(crate) fn simplify(args: &args::Text, session: &Session) -> Result<u8, Stop> {
    let (checked, mut found) = read(&args.query, session)?;
    let simple = simplified(checked.query, &mut found, session);
    session.report_valid(&found)?;
    print(&simple, args, session)
}

fn print(query: &Query, args: &args::Text, session: &Session) -> Result<u8, Stop> {
    source::print(&printed(&nse_query::text::to_ast(query), session, session.line_width(args.line_width))).map(|()| 0)
}

/// The query, and what is to be reported about it.
fn read(args: &args::Query, session: &Session) -> Result<(Checked, Found), Stop> {
    let mut source = Source::query(args.query.as_deref())?;
    if args.fix {
        source = session.fix(source)?;
    }
    session.valid(source)
}

/// The simplified query; the query itself where all or nothing is left of it, which is added to what is reported.
fn simplified(query: Query, found: &mut Found, session: &Session) -> Query {
    let simple = query::simplify(&query);
    let warning = simple.warning(Span::new(0, found.source.text.len()));
    found.diagnostics.extend(session.leveled(warning.into_iter().collect()));
    match simple {
        query::Simplified::Query(simple) => simple,
        _ => query,
    }
}
