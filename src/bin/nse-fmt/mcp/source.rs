//! The query among the arguments of a tool.

use std::time::SystemTime;

use nse_query::value::Instant;
use nse_query::{Checked, Compiler, Diagnostic, Diagnostics, nse};
use serde_json::{Map, Value, json};

use super::answer::{Answer, is_invalid, told};
use crate::args::{Mcp, Options};
use crate::session::Session;

/// The arguments of a call.
pub(super) type Arguments = Map<String, Value>;

/// What all answers depend on.
pub(super) struct State {
    pub(super) session: Session,
    pub(super) args: Mcp,
    /// The present that a flag says; else it is the clock's, at each call.
    now: Option<Instant>,
}

/// A valid query as it was given.
pub(super) struct Given {
    pub(super) source: String,
    pub(super) checked: Checked,
    /// What is odd about it, as the levels leave it.
    pub(super) warnings: Vec<Diagnostic>,
    pub(super) compiler: Compiler,
}

impl State {
    pub(super) fn new(session: Session, args: Mcp, options: &Options) -> Self {
        Self { session, args, now: options.now }
    }

    /// The session at the present.
    pub(super) fn session(&self) -> Session {
        let mut session = self.session.clone();
        session.now = self.now.unwrap_or_else(|| SystemTime::now().into());
        session
    }

    /// The query of `arguments`; what is wrong with it where it is not valid.
    pub(super) fn query(&self, arguments: &Arguments) -> Result<Given, Answer> {
        let source = text_of(arguments)?;
        let session = self.session();
        let compiler = session.compiler();
        let (checked, mut diagnostics) = match compiler.read(&source) {
            Ok(mut checked) => {
                let warnings = std::mem::take(&mut checked.warnings);
                (Some(checked), warnings)
            }
            Err(found) => (None, Diagnostics::into_vec(found)),
        };
        session.levels().apply(&mut diagnostics);
        match checked {
            Some(checked) if !is_invalid(&diagnostics) => {
                Ok(Given { source, checked, warnings: diagnostics, compiler })
            }
            _ => {
                let (text, data) = told(&source, &diagnostics, &compiler);
                Err(Answer { text, data, wrong: true })
            }
        }
    }
}

impl Given {
    /// `text` and `more` about a valid query, and its warnings.
    pub(super) fn answered(&self, text: String, more: Value) -> Answer {
        let (warned, mut data) = if self.warnings.is_empty() {
            (String::new(), json!({ "valid": true, "diagnostics": [] }))
        } else {
            told(&self.source, &self.warnings, &self.compiler)
        };
        if let (Some(members), Value::Object(more)) = (data.as_object_mut(), more) {
            members.extend(more);
        }
        Answer::new(if warned.is_empty() { text } else { format!("{text}\n{warned}") }, data)
    }
}

/// The argument `query`: a string as it is, all else as the JSON that it came as.
fn text_of(arguments: &Arguments) -> Result<String, Answer> {
    match arguments.get("query") {
        None | Some(Value::Null) => Err(Answer::refused(
            "the argument `query` is missing: give filter text such as \"tag = vip\", or NSE JSON such as {\"tag\": {\"is\": \"vip\"}}",
        )),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(json) => Ok(json.to_string()),
    }
}

/// The string `name` among `arguments`, where it is there.
pub(super) fn string<'a>(arguments: &'a Arguments, name: &str) -> Result<Option<&'a str>, Answer> {
    match arguments.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Answer::refused(&format!("the argument `{name}` takes a string"))),
    }
}

/// The whole number `name` among `arguments`, where it is there.
pub(super) fn number(arguments: &Arguments, name: &str) -> Result<Option<usize>, Answer> {
    match arguments.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_u64().and_then(|number| usize::try_from(number).ok()) {
            Some(number) => Ok(Some(number)),
            None => Err(Answer::refused(&format!("the argument `{name}` takes a whole number, 0 or more"))),
        },
    }
}

/// The request of `given` for `client`, as a line where there is none.
pub(super) fn request(given: &Given, client: Option<nse::Client>) -> String {
    let request = nse::request(&given.checked.query, nse::Listing::Contacts);
    client.map_or_else(|| request.to_string(), |client| request.code(client, nse::BASE))
}
