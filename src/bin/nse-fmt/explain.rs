//! `nse-fmt explain`: a query in plain English; and `--explain`: a code.

use nse_query::catalog::nearest;
use nse_query::diagnostic::Code;
use nse_query::english::{describe, outline};
use nse_query::{Query, Resolved};

use crate::args;
use crate::session::Session;
use crate::source::{self, Source};
use crate::stop::Stop;

pub(crate) fn run(args: &args::Explain, session: &Session) -> Result<u8, Stop> {
    let (checked, found) = session.valid(Source::query(args.query.as_deref())?)?;
    session.report_valid(&found)?;
    source::print(&text(&checked.query, &found.resolved, &session.present()))?;
    Ok(0)
}

/// What a query finds, clause by clause, and what its moving dates came to at `present`.
pub(crate) fn text(query: &Query, resolved: &[Resolved], present: &str) -> String {
    let mut text = describe(query) + "\n";
    if query.clauses().nth(1).is_some() {
        text = format!("{text}\n{}", outline(query));
    }
    if !resolved.is_empty() {
        text = format!("{text}\nmoving dates, at {present}:\n");
        text.extend(resolved.iter().map(|date| format!("  {date}\n")));
    }
    text
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
