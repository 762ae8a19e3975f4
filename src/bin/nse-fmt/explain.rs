//! `nse-fmt explain`: a query in plain English; and `--explain`: a code.

use nse_query::catalog::nearest;
use nse_query::diagnostic::Code;
use nse_query::english::{describe, outline};

use crate::args;
use crate::session::Session;
use crate::source::{self, Source};
use crate::stop::Stop;

pub(crate) fn run(args: &args::Explain, session: &Session) -> Result<u8, Stop> {
    let (checked, found) = session.valid(Source::query(args.query.as_deref())?)?;
    session.report_valid(&found)?;
    let query = &checked.query;
    let mut text = describe(query) + "\n";
    if query.clauses().nth(1).is_some() {
        text = format!("{text}\n{}", outline(query));
    }
    if !found.resolved.is_empty() {
        text = format!("{text}\nmoving dates, at {}:\n", session.present());
        text.extend(found.resolved.iter().map(|date| format!("  {date}\n")));
    }
    source::print(&text)?;
    Ok(0)
}

/// The long text of a code.
pub(crate) fn code(name: &str) -> Result<u8, Stop> {
    let Some(code) = Code::find(name) else {
        let near = nearest(name, Code::all().map(Code::name)).join("`, `");
        let help =
            if near.is_empty() { "a code looks like E0203".to_owned() } else { format!("did you mean `{near}`?") };
        return Err(Stop::failed(format!("there is no code `{name}`; {help}")));
    };
    source::print(&format!("{code}: {}\n", code.explain().trim_end()))?;
    Ok(0)
}
