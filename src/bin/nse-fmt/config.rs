//! `nse-fmt config`: what applies here, and who says so.

use std::path::PathBuf;

use nse_query::Span;
use nse_query::config::{Config, Setting};
use nse_query::fold::visible;

use crate::args::Options;
use crate::session::Session;
use crate::source;
use crate::stop::Stop;

/// A setting, its value, and who says so.
struct Row {
    name: &'static str,
    value: String,
    from: String,
}

pub(crate) fn run(options: &Options, session: &Session) -> Result<u8, Stop> {
    let rows = rows(options, session);
    let width = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
    let (names, values) = (width(|row| row.name), width(|row| &row.value));
    let mut text = String::new();
    for Row { name, value, from } in &rows {
        text.push_str(&visible(&format!("{name:names$}  {value:values$}  {from}")));
        text.push('\n');
    }
    source::print(&text).map(|()| 0)
}

fn rows(options: &Options, session: &Session) -> Vec<Row> {
    let project = session.project.as_ref();
    let row = |name, value: String, flag: bool, set: fn(&Config) -> Option<Span>| {
        let place = project.and_then(|project| Some(project.place(set(&project.config)?)));
        let from = match (flag, place) {
            (true, _) => format!("--{name}"),
            (false, Some(place)) => place,
            (false, None) => "default".to_owned(),
        };
        Row { name, value: if value.is_empty() { "none".to_owned() } else { value }, from }
    };
    let levels = session.levels();
    let denied =
        levels.deny_warnings.then_some("warnings").into_iter().chain(levels.deny.iter().map(|code| code.name()));
    let allowed = levels.allow.iter().map(|code| code.name());
    let (zone, day, records) = (session.zone.name(), session.week_start.name(), session.catalog.records().nouns());
    let width = session.line_width(None).to_string();
    let clock = if options.now.is_some() { "--now" } else { "the clock" };
    let mut rows = vec![
        row("catalog", paths(session.catalog_files(options)), !options.catalog.is_empty(), |set| {
            span(set.catalog.as_ref())
        }),
        row("saved-searches", paths(session.saved_searches(None)), false, |set| span(set.saved_searches.as_ref())),
        row("records", records.to_owned(), false, |set| span(set.records.as_ref())),
        row("tz", zone.to_owned(), options.tz.is_some(), |set| span(set.tz.as_ref())),
        row("week-start", day.to_owned(), options.week_start.is_some(), |set| span(set.week_start.as_ref())),
        row("deny", denied.collect::<Vec<_>>().join(", "), !options.deny.is_empty(), |set| span(set.deny.as_ref())),
        row("allow", allowed.collect::<Vec<_>>().join(", "), !options.allow.is_empty(), |set| span(set.allow.as_ref())),
        row("line-width", width, false, |set| span(set.line_width.as_ref())),
    ];
    rows.push(Row { name: "now", value: session.now.to_string(), from: clock.to_owned() });
    rows
}

fn span<T>(setting: Option<&Setting<T>>) -> Option<Span> {
    setting.map(|setting| setting.span)
}

fn paths(paths: impl IntoIterator<Item = PathBuf>) -> String {
    paths.into_iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
