//! The tools that look at the contacts which were given.

use std::fmt::Write as _;

use nse_query::Diagnostic;
use nse_query::eval::{Contact, Matcher};
use serde_json::{Value, json};

use super::answer::{Answer, is_invalid, stopped, told};
use super::source::{Arguments, Given, State, number, string};
use crate::eval;
use crate::eval::input::{Input, Reading};
use crate::eval::table;
use crate::stop::Stop;

/// How many contacts are shown where nobody says.
const SHOWN: usize = 20;

/// The most contacts that are shown: each costs the assistant room.
const MOST: usize = 100;

/// What was read.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) read: u64,
    pub(super) matched: u64,
    /// Records that are not contacts.
    malformed: u64,
}

/// Where the contacts come from; standard input is the protocol's.
pub(super) fn inputs(state: &State) -> Result<Vec<Input>, Stop> {
    let paths = &state.args.contacts;
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Stop::failed(
            "the contacts cannot come from standard input, where the assistant speaks; name a file",
        ));
    }
    let reading = Reading::new(state.session.catalog.clone());
    paths.iter().map(|path| Input::new(path, &reading)).collect()
}

/// What decides by the query of `given`, and what is odd about that.
pub(super) fn matcher(state: &State, given: &Given) -> Result<(Matcher, Vec<Diagnostic>), Answer> {
    let session = state.session();
    let context = eval::context(&state.args.evaluation, &session).map_err(stopped)?;
    let (matcher, mut found) = match Matcher::checked(&given.checked, &context) {
        Ok(matcher) => {
            let warnings = matcher.warnings().to_vec();
            (Some(matcher), warnings)
        }
        Err(diagnostics) => (None, diagnostics.into_vec()),
    };
    session.levels().apply(&mut found);
    match matcher {
        Some(matcher) if !is_invalid(&found) => Ok((matcher, found)),
        _ => {
            let (text, data) = told(&given.source, &found, &given.compiler);
            Err(Answer { text, data, wrong: true })
        }
    }
}

/// Looks at every contact, until `seen`, which is told of each and whether it matches, says that it has seen enough.
pub(super) fn look(
    state: &State,
    matcher: &Matcher,
    mut seen: impl FnMut(&str, bool) -> bool,
) -> Result<Counts, Answer> {
    let mut counts = Counts::default();
    for input in inputs(state).map_err(stopped)? {
        let failed = |error: &std::io::Error| stopped(Stop::file("read", &input.name, error));
        let mut opened = input.open(std::sync::Arc::default()).map_err(|error| failed(&error))?;
        while let Some(batch) = opened.next_batch().map_err(|error| failed(&error))? {
            for record in batch.judge(matcher) {
                let Ok(verdict) = record.read else {
                    counts.malformed += 1;
                    continue;
                };
                counts.read += 1;
                counts.matched += u64::from(verdict.matched);
                if seen(record.text, verdict.matched) {
                    return Ok(counts);
                }
            }
        }
    }
    Ok(counts)
}

pub(super) fn search_contacts(state: &State, arguments: &Arguments) -> Result<Answer, Answer> {
    let mut given = state.query(arguments)?;
    let limit = number(arguments, "limit")?.unwrap_or(SHOWN).min(MOST);
    let (matcher, warnings) = matcher(state, &given)?;
    given.warnings.extend(warnings);
    let mut found: Vec<[String; 4]> = Vec::new();
    let counts = look(state, &matcher, |json, matched| {
        if matched
            && found.len() < limit
            && let Ok(contact) = Contact::parse(json)
        {
            found.push(table::of(&contact));
        }
        false
    })?;
    let mut text = format!("{} of {} contacts match", counts.matched, counts.read);
    if counts.malformed > 0 {
        // Writing to a string cannot fail.
        let _ = write!(text, "; {} records are not contacts", counts.malformed);
    }
    text.push('\n');
    text.extend(found.iter().map(|row| format!("{}\n", row.join("  "))));
    let rows: Vec<Value> = found
        .iter()
        .map(|[id, name, company, email]| json!({ "id": id, "name": name, "company": company, "email": email }))
        .collect();
    let more =
        json!({ "contacts": rows, "matched": counts.matched, "read": counts.read, "malformed": counts.malformed });
    Ok(given.answered(text, more))
}

pub(super) fn explain_match(state: &State, arguments: &Arguments) -> Result<Answer, Answer> {
    let mut given = state.query(arguments)?;
    let Some(id) = string(arguments, "id")? else {
        return Err(Answer::refused(
            "the argument `id` is missing: give the id of a contact, as `search_contacts` lists it",
        ));
    };
    let (matcher, warnings) = matcher(state, &given)?;
    given.warnings.extend(warnings);
    let mut why = None;
    look(state, &matcher, |json, _| {
        let contact = Contact::parse(json).ok().filter(|contact| contact.id() == id);
        why = contact.map(|contact| matcher.explain(&contact));
        why.is_some()
    })?;
    let Some(why) = why else {
        return Err(Answer::refused(&format!("no local contact has the id `{id}`; `search_contacts` lists ids")));
    };
    let head = if why.matched() { "it matches" } else { "it does not match" };
    let more = json!({ "matched": why.matched(), "why": why.to_string(), "explanation": why });
    Ok(given.answered(format!("{head}\n{why}\n"), more))
}
