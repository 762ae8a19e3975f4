//! `nse-fmt json` and `nse-fmt text`: a query of either form in one of them.

use nse_query::nse::{self, Listing};
use nse_query::{Query, query};

use crate::args::{self, Request};
use crate::fmt::printed;
use crate::session::Session;
use crate::source::{self, Source};
use crate::stop::Stop;

pub(crate) fn json(args: &args::Json, session: &Session) -> Result<u8, Stop> {
    let query = read(&args.query, session)?;
    let mut text = match args.request {
        Some(Request::Contacts) => nse::request(&query, Listing::Contacts),
        Some(Request::Ids) => nse::request(&query, Listing::Ids),
        None if args.url_encoded => nse::url_encode(&nse::encode(&query)),
        None if args.pretty => nse::encode_pretty(&query),
        None => nse::encode(&query),
    };
    text.push('\n');
    source::print(&text)?;
    Ok(0)
}

pub(crate) fn text(args: &args::Text, session: &Session) -> Result<u8, Stop> {
    let query = read(&args.query, session)?;
    let text = printed(&query::to_ast(&query), session, args.line_width);
    source::print(&text)?;
    Ok(0)
}

fn read(args: &args::Query, session: &Session) -> Result<Query, Stop> {
    let mut source = Source::query(args.query.as_deref())?;
    if args.fix {
        source = session.fix(source)?;
    }
    session.query(source)
}
