//! Which contacts a query finds.

use nse_query::eval::{Contact, Context, Explanation, Matcher, Report, SavedSearches, TokenMatch};
use nse_query::{Columns, LineIndex, Span};
use serde_json::{Value, json};

use crate::answer::{Failure, read};
use crate::call::Call;
use crate::engine::Engine;

pub type Finder = Matcher;

/// The answer, where the question is about contacts.
pub fn asked(engine: &mut Engine, call: &Call) -> Option<Result<Value, Failure>> {
    match &*call.ask {
        "matcher" => Some(made(engine, call).map(|matcher| {
            engine.finders.push(Some(matcher));
            (engine.finders.len() - 1).into()
        })),
        "free" => {
            if let Some(matcher) = engine.finders.get_mut(call.offset) {
                *matcher = None;
            }
            Some(Ok(Value::Null))
        }
        "judge" => Some(finder(engine, call).map(|matcher| judge(matcher, &call.source))),
        "why" => Some(finder(engine, call).and_then(|matcher| {
            let mut why = matcher.explain(&Contact::parse(&call.source)?);
            let text = why.to_string(); // it shows the places in bytes
            places(&mut why);
            Ok(json!({ "matched": why.matched(), "text": text, "explanation": why }))
        })),
        _ => None,
    }
}

fn finder<'e>(engine: &'e Engine, call: &Call) -> Result<&'e Matcher, Failure> {
    let matcher = engine.finders.get(call.offset).and_then(Option::as_ref);
    matcher.ok_or_else(|| Failure::Usage("this Matcher was closed".to_owned()))
}

fn made(engine: &Engine, call: &Call) -> Result<Matcher, Failure> {
    let now = call.now.as_deref().ok_or_else(|| Failure::Usage("expected now".to_owned()))?;
    let compiler = engine.compiler(call)?;
    let token_match = match call.matching.token_match.as_deref() {
        None | Some("any") => TokenMatch::Any,
        Some("all") => TokenMatch::All,
        Some(other) => return Err(Failure::Usage(format!("tokenMatch: expected any or all, found {other}"))),
    };
    let query = read(&compiler, &call.source)?.query;
    let mut context = Context::at(now.parse()?).zone(engine.zone).token_match(token_match).compiler(compiler);
    if let Some(user) = &call.matching.user {
        context = context.user(user)?;
    }
    if let Some(listing) = &engine.saved_searches {
        context = context.saved_searches(SavedSearches::parse(listing)?);
    }
    Ok(Matcher::new(&query, &context)?)
}

/// What `matcher` says of each line of `contacts`, blank ones left out: whether it finds it, or why it cannot be read.
fn judge(matcher: &Matcher, contacts: &str) -> Value {
    let mut report = Report::default();
    let lines = contacts.lines().filter(|line| !line.trim().is_empty());
    let verdict = |line: &str| match matcher.judge(line, &mut report) {
        Ok(verdict) => Value::Bool(verdict.matched),
        Err(error) => json!({ "code": error.code(), "message": error.to_string() }),
    };
    let verdicts: Vec<Value> = lines.map(verdict).collect();
    json!({ "verdicts": verdicts, "oddities": report })
}

/// Puts the places of values in UTF-16 units.
fn places(why: &mut Explanation) {
    match why {
        Explanation::And(_, parts) | Explanation::Or(_, parts) => parts.iter_mut().for_each(places),
        Explanation::Not(_, part) | Explanation::Saved { query: Some(part), .. } => places(part),
        Explanation::Clause { found: Some(found), .. } => {
            let lines = LineIndex::new(&found.value);
            let count = |offset| lines.count(offset, Columns::Utf16);
            found.span = Span::new(count(found.span.start), count(found.span.end));
        }
        _ => {}
    }
}
