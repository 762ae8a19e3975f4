//! What each question is answered with.

use nse_query::catalog::FieldRef;
use nse_query::diagnostic::Code;
use nse_query::nse::{self, Client, DeletionGuard, Listing, Order};
use nse_query::query::{self, Simplified};
use nse_query::text::{self, Style};
use nse_query::value::DayMonth;
use nse_query::{
    Argument, Checked, Compiler, Diagnostic, Diagnostics, Error, LineIndex, Query, Resolved, Span, dynamic, english,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::call::{Call, RequestOptions};
use crate::engine::{Engine, Engines};
use crate::place::{diagnostics, utf16};

/// Why there is no answer.
pub enum Failure {
    /// The query, or the JSON that was given, is wrong: the report, and each diagnostic.
    Query { report: String, diagnostics: Vec<Diagnostic> },
    /// What was asked of the package is wrong.
    Usage(String),
}

impl Failure {
    pub fn query(source: &str, found: &Diagnostics) -> Self {
        let diagnostics = diagnostics(source, found.as_slice());
        let report: Vec<String> = diagnostics.iter().map(line).collect();
        Self::Query { report: report.join("\n"), diagnostics }
    }
}

/// `` `name` does not support `=`, at 5: use `~` (E0203) ``
fn line(diagnostic: &Diagnostic) -> String {
    let (message, at, code) = (diagnostic.message(), diagnostic.span.start, diagnostic.code());
    let next = diagnostic.fixes.first().map_or(&*diagnostic.label, |fix| &*fix.label);
    if next.is_empty() {
        format!("{message}, at {at} ({code})")
    } else {
        format!("{message}, at {at}: {next} ({code})")
    }
}

/// One that has no source, as of a builder.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Query { report: error.to_string(), diagnostics: vec![error.at(Span::new(0, 0))] }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

pub type Answer = Result<Value, Failure>;

/// The answer to the question `json`, as JSON: `{"ok": …}`, or `{"error": …}`.
pub fn answer(engines: &mut Engines, json: &[u8]) -> String {
    let answer = serde_json::from_slice::<Call>(json).map_err(Failure::from).and_then(|call| asked(engines, call));
    let answer = match answer {
        Ok(ok) => json!({ "ok": ok }),
        Err(Failure::Query { report, diagnostics }) => {
            json!({ "error": { "message": report, "diagnostics": diagnostics } })
        }
        Err(Failure::Usage(message)) => json!({ "error": { "message": message } }),
    };
    answer.to_string()
}

fn asked(engines: &mut Engines, mut call: Call) -> Answer {
    match &*call.ask {
        "load" => {
            let engine = Engine::load(call.options)?;
            let warnings = engine.warnings.iter().flat_map(|(source, found)| diagnostics(source, found));
            let warnings: Vec<Diagnostic> = warnings.collect();
            return Ok(json!({ "warnings": warnings, "engine": engines.add(engine) }));
        }
        "close" => {
            engines.close(call.engine);
            return Ok(Value::Null);
        }
        _ => {}
    }
    let engine = engines.get(call.engine)?;
    #[cfg(feature = "eval")]
    if let Some(found) = crate::find::asked(engine, &call) {
        return found;
    }
    let compiler = engine.compiler(&call)?;
    let source = &*call.source;
    if let Some(said) = crate::editor::asked(engine, &compiler, &call) {
        return said;
    }
    match &*call.ask {
        "compile" => {
            let checked = match call.params.take() {
                None => read(&compiler, source)?,
                Some(params) => {
                    let wrong = |found: Diagnostics| Failure::query(source, &found);
                    let template = compiler.template(source).map_err(wrong)?;
                    template.bind(arguments(params)?).map_err(wrong)?
                }
            };
            Ok(compiled(source, &checked, &compiler))
        }
        "parameters" => {
            let template = compiler.template(source).map_err(|found| Failure::query(source, &found))?;
            let lines = LineIndex::new(source);
            let parameter = |parameter: &nse_query::Parameter| {
                json!({
                    "name": parameter.name, "field": parameter.field.text(), "operator": parameter.operator.json(),
                    "kind": parameter.kind.name(), "list": parameter.list, "span": utf16(&lines, parameter.span),
                })
            };
            Ok(template.parameters().iter().map(parameter).collect())
        }
        "check" => {
            let found = match compiler.read(source) {
                Ok(checked) => checked.warnings,
                Err(found) => found.into_vec(),
            };
            some(&diagnostics(source, &found))
        }
        "fix" => Ok(compiler.fix(source).into()),
        "format" => {
            let ast = text::parse(source).map_err(|found| Failure::query(source, &found))?;
            let style = Style::new(compiler.catalog()).width(call.width.unwrap_or(100));
            Ok(text::print(&ast, &style).trim_end().into())
        }
        "explain" => {
            let query = read(&compiler, source)?.query;
            Ok(json!({ "text": english::describe(&query), "outline": english::outline(&query) }))
        }
        "simplify" => Ok(match query::simplify(&read(&compiler, source)?.query) {
            Simplified::Everything => "everything".into(),
            Simplified::Nothing => "nothing".into(),
            Simplified::Query(query) => compiled("", &query.into(), &compiler),
        }),
        "diff" => {
            let difference = english::diff(&read(&compiler, source)?.query, &read(&compiler, &call.other)?.query)?;
            Ok(json!({ "text": difference.to_string(), "difference": difference }))
        }
        "request" => {
            Ok(request(&request_for(&read(&compiler, source)?.query, &call.request, &compiler)?, &call.request))
        }
        "delete" => {
            let mut guard = DeletionGuard::new().allow(call.request.allow.iter().filter_map(|code| Code::find(code)));
            if let Some(now) = &call.now {
                guard = guard.at(now.parse()?);
            }
            let denied = |denial: nse::Denial| Failure::Usage(format!("{denial} [{}]", denial.code()));
            Ok(request(&guard.request(&read(&compiler, source)?).map_err(denied)?, &call.request))
        }
        "fields" => some(&compiler.catalog().fields().collect::<Vec<FieldRef>>()),
        "schema" => Ok(nse::schema(compiler.catalog())),
        "build" => Ok(compiled("", &build(&compiler, source, &call.other, &call.values)?.into(), &compiler)),
        "join" => {
            let queries = call.sources.iter().map(|source| Ok(read(&compiler, source)?.query));
            let queries = queries.collect::<Result<Vec<_>, Failure>>()?;
            let joined = match &*call.other {
                "and" => Query::and(queries),
                "or" => Query::or(queries),
                _ => Query::and(queries).and_then(Query::not),
            };
            Ok(compiled("", &joined?.into(), &compiler))
        }
        other => Err(Failure::Usage(format!("{other}: this module does not answer it"))),
    }
}

pub fn some<T: Serialize>(found: &T) -> Answer {
    Ok(serde_json::to_value(found)?)
}

pub fn read(compiler: &Compiler, source: &str) -> Result<Checked, Failure> {
    compiler.read(source).map_err(|found| Failure::query(source, &found))
}

/// A query with all that JavaScript keeps of it.
fn compiled(source: &str, checked: &Checked, compiler: &Compiler) -> Value {
    let lines = LineIndex::new(source);
    let moving = |date: &Resolved| {
        json!({
            "span": utf16(&lines, date.span), "text": date.text,
            "from": date.from.to_string(), "to": date.to.to_string(),
        })
    };
    let style = Style::new(compiler.catalog()).width(usize::MAX);
    json!({
        "json": nse::encode(&checked.query),
        "text": text::print(&text::to_ast(&checked.query), &style),
        "warnings": diagnostics(source, &checked.warnings),
        "movingDates": checked.resolved.iter().map(moving).collect::<Vec<_>>(),
    })
}

fn arguments(params: Map<String, Value>) -> Result<Vec<(String, Argument)>, Failure> {
    params.into_iter().map(|(name, value)| Ok((name, argument(value)?))).collect()
}

/// A value as the library takes it for a parameter: never read as filter text.
fn argument(value: Value) -> Result<Argument, Failure> {
    Ok(match value {
        Value::String(text) => Argument::Text(text),
        Value::Bool(truth) => Argument::Boolean(truth),
        Value::Number(number) => Argument::Number(number.to_string()),
        Value::Array(items) => Argument::List(items.into_iter().map(argument).collect::<Result<_, _>>()?),
        Value::Null | Value::Object(_) => {
            return Err(Failure::Usage(format!(
                "expected a string, a number, a boolean, a Date, or an array of them, found {value}"
            )));
        }
    })
}

/// The query of one field, an operator and its values.
fn build(compiler: &Compiler, field: &str, operator: &str, values: &[Value]) -> Result<Query, Failure> {
    let operands = values.iter().map(|value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(_) | Value::Bool(_) => Ok(value.to_string()),
        _ => Err(Failure::Usage(format!("expected a string, a number, a boolean or a Date, found {value}"))),
    });
    let operands = operands.collect::<Result<Vec<String>, Failure>>()?;
    let asked = match dynamic::field(compiler.catalog(), field) {
        Err(error) if compiler.catalog().has_metadata() || !field.starts_with("custom.") => return Err(error.into()),
        Err(_) => dynamic::custom(compiler.catalog(), field.trim_start_matches("custom."))?,
        Ok(asked) => asked,
    };
    let compared = asked.op(operator)?;
    Ok(match (operator, &*operands) {
        ("in" | "not_in", values) => compared.values(values.iter().map(String::as_str)),
        ("is_empty", [empty]) => compared.empty(empty == "true"),
        ("in_the_last" | "not_in_the_last", [quantity, unit]) => {
            let wrong = |_| Failure::Usage(format!("expected a whole number, found {quantity}"));
            compared.last(quantity.parse().map_err(wrong)?, unit)
        }
        ("day_month_range", [start, end]) => compared.days(start.parse::<DayMonth>()?, end.parse()?),
        ("range" | "not_in_range", [start, end]) => compared.range(start, end),
        (_, [value]) => compared.value(value),
        (_, values) => {
            return Err(Failure::Usage(format!("{operator} does not take {} values", values.len())));
        }
    }?)
}

fn request_for(query: &Query, options: &RequestOptions, compiler: &Compiler) -> Result<nse::Request, Failure> {
    let field = |name: &str| dynamic::field(compiler.catalog(), name).map(|asked| asked.field().clone());
    let mut request = nse::request(query, if options.ids { Listing::Ids } else { Listing::Contacts });
    if let Some(sort) = &options.sort {
        let (name, order) = match sort.rsplit_once(':') {
            None => (&**sort, Order::Ascending),
            Some((name, "asc")) => (name, Order::Ascending),
            Some((name, "desc")) => (name, Order::Descending),
            Some(_) => {
                let message = "sort: expected a field and asc or desc, such as \"created:desc\"";
                return Err(Failure::Usage(message.to_owned()));
            }
        };
        request = request.sort(&field(name)?, order)?;
    }
    if let Some(names) = &options.fields {
        let fields = names.iter().map(|name| field(name)).collect::<Result<Vec<_>, _>>()?;
        request = request.fields(&fields);
    }
    if let Some(count) = options.per_page {
        request = request.per_page(count);
    }
    Ok(request)
}

fn request(request: &nse::Request, options: &RequestOptions) -> Value {
    let base = options.base.as_deref().unwrap_or(nse::BASE);
    let params: Map<String, Value> =
        request.parameters().iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into())).collect();
    json!({
        "method": request.method(), "path": request.path(), "params": params, "url": request.url(base),
        "code": {
            "curl": request.code(Client::Curl, base), "python": request.code(Client::Python, base),
            "javascript": request.code(Client::JavaScript, base),
        },
    })
}
