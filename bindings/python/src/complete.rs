//! What an editor asks: completion, hover, the roles of tokens. Places are in characters.

use nse_query::complete::{self as library, AccountData};
use nse_query::{Columns, LineIndex};
use pyo3::prelude::*;

use crate::catalog::Catalog;
use crate::diagnostic::characters;
use crate::settings::{Settings, TimeZone};

/// Something that may be written at the cursor: replace `text[start:end]` by `insert`.
#[pyclass(frozen, get_all, module = "nse_query")]
#[derive(Clone)]
pub struct Completion {
    /// The first character that it replaces.
    start: usize,
    /// The character after the last.
    end: usize,
    /// What it puts there.
    insert: String,
    /// What a list shows.
    label: String,
    /// `field`, `operator`, `value` or `keyword`.
    kind: String,
    /// About it, in a few words.
    detail: String,
}

#[pymethods]
impl Completion {
    fn __repr__(&self) -> String {
        format!("<Completion {:?}>", self.insert)
    }
}

/// What stands at a place, in words.
#[pyclass(frozen, get_all, module = "nse_query")]
#[derive(Clone)]
pub struct Hover {
    /// Its first character.
    start: usize,
    /// The character after the last.
    end: usize,
    /// About it.
    text: String,
}

#[pymethods]
impl Hover {
    fn __repr__(&self) -> String {
        format!("<Hover {}:{} {}>", self.start, self.end, self.text)
    }
}

/// What a token is.
#[pyclass(frozen, get_all, module = "nse_query")]
#[derive(Clone)]
pub struct Role {
    /// Its first character.
    start: usize,
    /// The character after the last.
    end: usize,
    /// `field`, `operator`, `string`, `number`, `keyword`, `comment`, …
    role: String,
}

#[pymethods]
impl Role {
    fn __repr__(&self) -> String {
        format!("<Role {}:{} {}>", self.start, self.end, self.role)
    }
}

/// The name that the library's JSON has for a value of an enumeration.
fn name(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn account(tags: Vec<String>, saved_searches: Vec<(String, String)>) -> AccountData {
    AccountData::new().tags(tags).saved_searches(saved_searches)
}

/// What may be written at `cursor` of `text`, the likeliest first; at most 100. `tags` are offered as values, and
/// `saved_searches`, pairs of an id and a name.
///
/// >>> [offer.insert for offer in complete("created in last 3 w", 19)]
/// ['weeks']
#[pyfunction]
#[pyo3(signature = (text, cursor, /, *, catalog=None, tags=vec![], saved_searches=vec![]))]
pub fn complete(
    text: &str,
    cursor: usize,
    catalog: Option<Catalog>,
    tags: Vec<String>,
    saved_searches: Vec<(String, String)>,
) -> Vec<Completion> {
    let lines = LineIndex::new(text);
    let cursor = lines.byte(cursor, Columns::Characters);
    let offers = library::complete(text, cursor, &catalog.unwrap_or_default().catalog, &account(tags, saved_searches));
    let offer = |offer: library::Completion| {
        let (start, end) = characters(&lines, offer.replace);
        Completion {
            start,
            end,
            insert: offer.insert,
            label: offer.label,
            kind: name(offer.kind),
            detail: offer.detail,
        }
    };
    offers.into_iter().map(offer).collect()
}

/// What stands at the character `at` of `text`, or `None`.
///
/// >>> hover("name ~ Jon and tag = vip", 22).text
/// 'contacts tagged “vip”'
#[pyfunction]
#[pyo3(signature = (text, at, /, *, catalog=None, now=None, tz=None, week_start="monday", tags=vec![], saved_searches=vec![]))]
pub fn hover(
    text: &str,
    at: usize,
    catalog: Option<Catalog>,
    now: Option<chrono::DateTime<chrono::FixedOffset>>,
    tz: Option<TimeZone>,
    week_start: &str,
    tags: Vec<String>,
    saved_searches: Vec<(String, String)>,
) -> PyResult<Option<Hover>> {
    let settings = Settings::new(catalog, now, tz, week_start, false)?;
    let lines = LineIndex::new(text);
    let at = lines.byte(at, Columns::Characters);
    let found = library::hover(text, at, settings.compiler(), &account(tags, saved_searches));
    Ok(found.map(|hover| {
        let (start, end) = characters(&lines, hover.span);
        Hover { start, end, text: hover.text }
    }))
}

/// What each token of `text` is, for colours.
///
/// >>> [(role.start, role.end, role.role) for role in highlight("tag = vip")]
/// [(0, 3, 'field'), (4, 5, 'operator'), (6, 9, 'string')]
#[pyfunction]
#[pyo3(signature = (text, /, *, catalog=None))]
pub fn highlight(text: &str, catalog: Option<Catalog>) -> Vec<Role> {
    let lines = LineIndex::new(text);
    let role = |found: library::RoleSpan| {
        let (start, end) = characters(&lines, found.span);
        Role { start, end, role: name(found.role) }
    };
    library::roles(text, &catalog.unwrap_or_default().catalog).into_iter().map(role).collect()
}
