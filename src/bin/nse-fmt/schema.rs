//! `nse-fmt schema`: the JSON Schema of NSE queries.

use nse_query::nse;

use crate::session::Session;
use crate::source;
use crate::stop::Stop;

pub(crate) fn run(session: &Session) -> Result<u8, Stop> {
    source::print(&format!("{:#}\n", nse::schema(&session.catalog))).map(|()| 0)
}
