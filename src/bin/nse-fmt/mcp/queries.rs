//! The tools that need no contacts.

use std::fmt::Write as _;

use nse_query::complete::{AccountData, about_field, complete};
use nse_query::diagnostic::Code;
use nse_query::eval::SavedSearches;
use nse_query::nse::{self, Client, DeletionGuard};
use nse_query::query::expand_saved_searches;
use serde_json::{Value, json};

use super::answer::{Answer, filter_text, stopped, valid};
use super::contacts;
use super::source::{Arguments, State, number, request, string};
use crate::eval;
use crate::explain;
use crate::fields;

/// The most completions that are offered.
const OFFERS: usize = 50;

type Answered = Result<Answer, Answer>;

pub(super) fn search_fields(state: &State, arguments: &Arguments) -> Answered {
    let words = string(arguments, "words")?.unwrap_or_default();
    let found = state.session.catalog.search(words);
    let data: Vec<Value> = found
        .iter()
        .map(|field| {
            let examples = field.examples().map(|(_, example)| example);
            let operators =
                field.operators.iter().map(|operator| json!({ "text": operator.text(), "json": operator.json() }));
            json!({
                "name": field.text(),
                "json": if field.custom { json!({ "custom_fields": field.json }) } else { json!(field.json) },
                "kind": field.kind.name(),
                "several_values": field.multiple,
                "operators": operators.collect::<Vec<_>>(),
                "examples": examples.collect::<Vec<_>>(),
                "choices": field.choices.iter().map(|choice| &choice.label).collect::<Vec<_>>(),
            })
        })
        .collect();
    let text = match &*found {
        [] => format!("no field is about `{words}`; call again with other words, or with none to list all fields"),
        [field] => format!("{}\n\n{}", about_field(field), fields::detail(field)),
        _ => fields::list(found.iter().cloned()),
    };
    Ok(Answer::new(text, json!({ "fields": data })))
}

pub(super) fn check_query(state: &State, arguments: &Arguments) -> Answered {
    let given = state.query(arguments)?;
    let (text, data) = valid(&given.source, &given.checked, &given.warnings, &given.compiler);
    Ok(Answer::new(text, data))
}

pub(super) fn convert_query(state: &State, arguments: &Arguments) -> Answered {
    let given = state.query(arguments)?;
    let to = string(arguments, "to")?.unwrap_or("json");
    let query = &given.checked.query;
    let result = match to {
        "text" => filter_text(query, given.compiler.catalog()),
        "json" => nse::encode(query),
        "request" => request(&given, None),
        "curl" => request(&given, Some(Client::Curl)),
        "python" => request(&given, Some(Client::Python)),
        "javascript" => request(&given, Some(Client::JavaScript)),
        _ => return Err(Answer::refused("the argument `to` takes text, json, request, curl, python or javascript")),
    };
    Ok(given.answered(result.clone(), json!({ "result": result })))
}

pub(super) fn explain_query(state: &State, arguments: &Arguments) -> Answered {
    let given = state.query(arguments)?;
    let text = explain::text(&given.checked.query, &given.checked.resolved, &state.session().present());
    let (_, data) = valid(&given.source, &given.checked, &[], &given.compiler);
    let more = json!({ "text": data["text"], "meaning": data["meaning"], "moving_dates": data["moving_dates"], "clauses": text });
    Ok(given.answered(text, more))
}

pub(super) fn complete_query(state: &State, arguments: &Arguments) -> Answered {
    let Some(text) = string(arguments, "text")? else {
        return Err(Answer::refused(
            "the argument `text` is missing: give the beginning of a filter text, such as \"tag = vip and cre\"",
        ));
    };
    let characters = number(arguments, "cursor")?;
    let cursor = characters.and_then(|count| text.char_indices().nth(count)).map_or(text.len(), |(byte, _)| byte);
    let session = state.session();
    let searches = searches(state)?;
    let account = AccountData::new().saved_searches(searches.iter().map(|(id, name)| (id, name.unwrap_or(id))));
    let offers = complete(text, cursor, &session.catalog, &account);
    let offers: Vec<Value> = offers
        .iter()
        .take(OFFERS)
        .map(|offer| {
            let (before, after) = (text.get(..offer.replace.start), text.get(offer.replace.end..));
            let whole = [before.unwrap_or_default(), &offer.insert, after.unwrap_or_default()].concat();
            json!({ "label": offer.label, "text": whole, "kind": offer.kind, "detail": offer.detail })
        })
        .collect();
    let lines = offers.iter().map(|offer| {
        let said = |name: &str| offer[name].as_str().unwrap_or_default().to_owned();
        format!("{}  ({})\n", said("text"), said("detail"))
    });
    let mut said: String = lines.collect();
    if said.is_empty() {
        "nothing can follow here but a value of your own".clone_into(&mut said);
    }
    Ok(Answer::new(said, json!({ "completions": offers })))
}

/// The account's saved searches.
pub(super) fn searches(state: &State) -> Result<SavedSearches, Answer> {
    eval::saved_searches(&state.args.evaluation, &state.session).map_err(stopped)
}

pub(super) fn guard_deletion(state: &State, arguments: &Arguments) -> Answered {
    let given = state.query(arguments)?;
    let session = state.session();
    let allow = allowed(arguments)?;
    let searches = searches(state)?;
    let query = &given.checked.query;
    let find = |id: &str| searches.query(id, &given.compiler)?.ok();
    // Where it cannot be expanded, the guard has a refusal for that.
    let expanded = expand_saved_searches(query, find).unwrap_or_else(|_| query.clone());
    let mut judged = given.checked.clone();
    judged.warnings.clone_from(&given.warnings);
    let counted = if state.args.contacts.is_empty() {
        None
    } else {
        let (matcher, warnings) = contacts::matcher(state, &given)?;
        judged.warnings.extend(warnings);
        Some(contacts::look(state, &matcher, |_, _| false)?)
    };
    let guard = DeletionGuard::new().at(session.now).expanded(expanded).allow(allow);
    let (_, mut data) = valid(&given.source, &given.checked, &judged.warnings, &given.compiler);
    let meaning = data["meaning"].as_str().unwrap_or_default().to_owned();
    let mut text = format!("it would delete {meaning}\n");
    if let Some(counts) = &counted {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} of the {} local contacts", counts.matched, counts.read);
        data["matched"] = json!(counts.matched);
        data["read"] = json!(counts.read);
    }
    match guard.request(&judged) {
        Ok(request) => {
            data["allowed"] = json!(true);
            data["request"] = json!(request.to_string());
            let _ = write!(
                text,
                "nothing speaks against it; what is deleted is gone for good, so show this to a person before it is sent:\n{request}\n"
            );
            Ok(Answer::new(text, data))
        }
        Err(denial) => {
            data["allowed"] = json!(false);
            data["reason"] = json!({ "code": denial.code().name(), "message": denial.to_string() });
            let more = if denial.code().is_warning() {
                "a person who has read the warning may allow it: give its code in `allow`"
            } else {
                "this server does not make the request; narrow the query"
            };
            let text = format!("refused [{}]: {denial}\n{text}{more}\n", denial.code());
            Err(Answer { text, data, wrong: true })
        }
    }
}

/// The warnings that were read. Nothing lets an assistant delete every contact.
fn allowed(arguments: &Arguments) -> Result<Vec<Code>, Answer> {
    let wrong = || Answer::refused("the argument `allow` takes a list of codes of warnings, such as [\"W0212\"]");
    let list = match arguments.get("allow") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(list) => list.as_array().ok_or_else(wrong)?,
    };
    let code = |value: &Value| value.as_str().and_then(Code::find).filter(|code| code.is_warning()).ok_or_else(wrong);
    list.iter().map(code).collect()
}
