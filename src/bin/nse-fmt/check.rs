//! `nse-fmt check`: everything that is wrong or odd about queries.

use nse_query::diagnostic::Severity;

use crate::args::{self, Format};
use crate::session::{Found, Session, Target, say};
use crate::source::{self, Source};
use crate::stop::Stop;

pub(crate) fn run(args: &args::Check, session: &Session) -> Result<u8, Stop> {
    let mut arguments: Vec<Option<&str>> = args.queries.iter().map(|query| Some(query.as_str())).collect();
    if arguments.is_empty() {
        arguments.push(None);
    }
    let mut found = Vec::new();
    let mut target = Target::Data;
    for (index, &argument) in arguments.iter().enumerate() {
        let mut source = Source::query(argument)?;
        if source.is_argument && arguments.len() > 1 {
            source.name = format!("<query {}>", index + 1);
        }
        if args.fix {
            source = session.fix(source)?;
            if source.path.is_none() {
                source::print(&format!("{}\n", source.text.trim_end_matches('\n')))?;
                // The fixed query is the data then.
                target = Target::Diagnostics;
            }
        }
        found.push(session.read(source).1);
    }
    session.report(&found, target)?;
    if session.format() == Format::Human {
        say(&summary(&found));
    }
    Ok(u8::from(found.iter().any(Found::is_invalid)))
}

/// `checked 2 queries: 1 error, no warnings`.
fn summary(found: &[Found]) -> String {
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
        counted(found.len(), "query", "queries"),
        counted(count(Severity::Error), "error", "errors"),
        counted(count(Severity::Warning), "warning", "warnings")
    )
}
