//! `nse-fmt json`, `nse-fmt text` and `nse-fmt simplify`: a query of either form in one of them.

use nse_query::nse::{self, Listing};
use nse_query::{Query, Span, query};

use crate::args::{self, Request};
use crate::delete;
use crate::fmt::printed;
use crate::session::{Found, Session};
use crate::source::{self, Source};
use crate::stop::Stop;

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
            "no deletion rests on a fix; read the fixed query first, and give it without `--fix`",
        ));
    }
    let (mut query, mut found) = read(&args.query, session)?;
    if args.simplify {
        query = simplified(query, &mut found, session);
    }
    if deletes {
        let line = delete::request(&query, found, args, session)?;
        return source::print(&(line + "\n")).map(|()| 0);
    }
    session.report_valid(&found)?;
    let mut text = match args.request {
        Some(Request::Ids) => nse::request(&query, Listing::Ids),
        Some(_) => nse::request(&query, Listing::Contacts),
        None if args.url_encoded => nse::url_encode(&nse::encode(&query)),
        None if args.pretty => nse::encode_pretty(&query),
        None => nse::encode(&query),
    };
    text.push('\n');
    source::print(&text)?;
    Ok(0)
}

pub(crate) fn text(args: &args::Text, session: &Session) -> Result<u8, Stop> {
    let (query, found) = read(&args.query, session)?;
    session.report_valid(&found)?;
    print(&query, args, session)
}

pub(crate) fn simplify(args: &args::Text, session: &Session) -> Result<u8, Stop> {
    let (query, mut found) = read(&args.query, session)?;
    let simple = simplified(query, &mut found, session);
    session.report_valid(&found)?;
    print(&simple, args, session)
}

fn print(query: &Query, args: &args::Text, session: &Session) -> Result<u8, Stop> {
    source::print(&printed(&nse_query::text::to_ast(query), session, args.line_width)).map(|()| 0)
}

/// The query, and what is to be reported about it.
fn read(args: &args::Query, session: &Session) -> Result<(Query, Found), Stop> {
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
