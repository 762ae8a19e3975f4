//! Code that sends a request: its calls, with what their literals say of the request.

use std::collections::BTreeMap;

use super::Problem;
use super::callee::{ASIDE, CALLS, WRITERS, is_call_at, language};
use super::carried::Carried;
use super::code::{Kind, Token, excerpt, tokens};
use super::expression::{Code, Expr, Range, Text};
use super::literal::Language;
use super::pieces;
use super::sent::{Given, Said, Sent, later};
use super::url;
use crate::diagnostic::{Diagnostic, Diagnostics, Edit};
use crate::json::is_json;
use crate::span::Span;

/// The query in the literals of a call.
///
/// # Errors
/// None or several, or one that stands in an expression, with how to give it.
pub(super) fn call(at: &Carried) -> Result<Carried, Diagnostics> {
    let whole = Span::new(0, at.json.len());
    let Some(tokens) = tokens(&at.json, whole) else {
        return Err(Diagnostics(vec![
            Diagnostic::new(Problem::NoQuery, at.place())
                .label("expected a whole call, with every bracket and quote closed")
                .help("pass only the query: its JSON, or the URL"),
        ]));
    };
    let code = Code { at, tokens: &tokens, around: &tokens };
    let mut request =
        Request { method: None, target: None, given: Vec::new(), failed: None, variables: variables(&code) };
    for statement in code.statements() {
        request.statement(&code, statement);
    }
    request.query(at)
}

/// Whether a call in `range` writes all the parameters of a URL.
fn writes_parameters(code: &Code<'_>, range: &Range) -> bool {
    let tokens = code.tokens.get(range.clone()).unwrap_or_default();
    tokens.iter().any(|token| {
        let name = token.span.of(&code.at.json);
        token.kind == Kind::Word && WRITERS.contains(&name)
    }) && code.operands(range).len() > 1
}

/// The error for an object that is sent as the language writes it.
fn unserialized(at: Span, language: Language) -> Diagnostic {
    let serializer = language.serializer();
    let edits = vec![
        Edit { span: Span::at(at.start), text: format!("{serializer}(") },
        Edit { span: Span::at(at.end), text: ")".to_owned() },
    ];
    let sent = match language {
        Language::Python => "`requests` sends the keys of a dictionary (`query=tag`), not its JSON",
        Language::JavaScript => "what is sent is `[object Object]`, or a parameter for each value, not JSON",
        Language::Php => "PHP sends a parameter for each value, not JSON",
    };
    Diagnostic::new(Problem::Unserialized, at)
        .label(format!("expected the query as a string (e.g. `{serializer}({{…}})`)"))
        .help(sent)
        .suggest_all(format!("wrap it in `{serializer}(…)`"), edits)
        .certain()
}

/// The variables that are set once and never changed, with what they are.
fn variables<'c>(code: &Code<'c>) -> BTreeMap<&'c str, Range> {
    let mut set = BTreeMap::new();
    let mut changed: Vec<&str> = Vec::new();
    for statement in code.statements() {
        if let (Some(name), value) = code.keyed(code.without_words(statement))
            && set.insert(name, value).is_some()
        {
            changed.push(name);
        }
    }
    for pair in code.tokens.windows(2) {
        if let [Token { kind: Kind::Word, span }, next] = pair {
            let word = span.of(&code.at.json);
            let (name, member) = word.split_once('.').map_or((word, false), |(name, _)| (name, true));
            let is_change = member
                || matches!(next.kind, Kind::Open(_)) && next.span.start == span.end
                || next.kind == Kind::Sign && matches!(next.span.of(&code.at.json), "+" | "|" | "-");
            if is_change {
                changed.push(name);
            }
        }
    }
    for name in changed {
        set.remove(name);
    }
    set
}

/// What a call says of its request, so far.
struct Request<'c> {
    method: Option<String>,
    target: Option<(String, Span)>,
    given: Vec<Given>,
    failed: Option<Diagnostics>,
    variables: BTreeMap<&'c str, Range>,
}

impl<'c> Request<'c> {
    fn query(self, at: &Carried) -> Result<Carried, Diagnostics> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let found: Vec<&Given> = self.given.iter().filter(|given| given.name == "query").collect();
        // `{"query": '…', **more}`: what else there is decides, too.
        for given in &found {
            if let Said::Later { at, what } = &given.value {
                return Err(Diagnostics(vec![later(*at, what.clone())]));
            }
        }
        if let [_, second, ..] = found.as_slice() {
            let problem = Problem::SeveralQueries { count: found.len() };
            return Err(Diagnostics(vec![
                Diagnostic::new(problem, second.whole)
                    .label("expected one string or object that holds the query")
                    .help("pass only the query: its JSON, or the URL"),
            ]));
        }
        if found.is_empty() {
            let diagnostic = Diagnostic::new(Problem::NoQuery, at.place())
                .label("expected one string or object that holds the query")
                .help("pass only the query: its JSON, or the URL");
            return Err(Diagnostics(vec![diagnostic]));
        }
        let (target, place) = self.target.unwrap_or_else(|| (String::new(), at.place()));
        let method = self.method.unwrap_or_else(|| "GET".to_owned());
        Sent { method, target, place, given: self.given, in_body: false, warnings: Vec::new() }.query()
    }

    fn statement(&mut self, code: &Code<'c>, statement: Range) {
        let (name, value) = code.keyed(code.without_words(statement.clone()));
        let calls = |range: &Range| {
            let tokens = code.tokens.get(range.clone()).unwrap_or_default();
            tokens.windows(2).any(|pair| matches!(pair, [name, open] if is_call_at(&code.at.json, name, open)))
        };
        // What is only kept counts where it is used.
        let kept = name.is_some_and(|name| self.variables.contains_key(name) && code.uses(name) > 1);
        if calls(&value) && !kept {
            self.walk(code, value, 0);
        }
    }

    /// Takes up what the expression at `range` says.
    fn walk(&mut self, code: &Code<'c>, range: Range, depth: usize) {
        if depth > 8 {
            return;
        }
        match code.expr(range.clone(), &self.variables) {
            Expr::Text(text) => self.text(text),
            // `url + "?" + new URLSearchParams({…})`: each part says its own.
            Expr::Pieces(_) if writes_parameters(code, &range) => {
                for operand in code.operands(&range) {
                    self.walk(code, operand, depth + 1);
                }
            }
            Expr::Pieces(found) => self.pieces(code, &found),
            Expr::Group(range) => self.group(code, range, depth),
            Expr::Call { name, arguments, chained } => self.call(code, range, name, arguments, chained, depth),
            Expr::Nothing => {}
            Expr::Other { at, what } => {
                if code.holds_query(&range) {
                    self.query_later(at, what);
                } else {
                    // Calls within it are calls all the same.
                    for inner in code.groups(&range) {
                        self.walk_items(code, inner, depth);
                    }
                }
            }
        }
    }

    fn query_later(&mut self, at: Span, what: String) {
        let value = Said::Later { at, what };
        self.given.push(Given { name: "query".to_owned(), whole: at, value, removal: None });
    }

    fn call(&mut self, code: &Code<'c>, range: Range, name: &'c str, arguments: Range, chained: bool, depth: usize) {
        // An object of a form, `urlencode({…})`.
        let form =
            Code::serializer(name).is_none() && matches!(code.expr(arguments.clone(), &self.variables), Expr::Group(_));
        if Code::is_encoder(name) && !form {
            // `json.dumps({…})` alone.
            let said = code.value(range.clone(), &self.variables, 0);
            let query = match &said {
                Said::Text(text) => is_json(&text.json),
                Said::Later { .. } => code.holds_query(&range),
            };
            if query {
                let whole = code.span(&range);
                self.given.push(Given { name: "query".to_owned(), whole, value: said, removal: None });
            } else {
                self.walk_items(code, arguments, depth);
            }
            return;
        }
        let sends = CALLS.contains(&name);
        if chained && !sends && code.holds_query(&range) {
            let what = format!("`{}(…)`", excerpt(name));
            return self.query_later(code.span(&range), what);
        }
        let verb = name.rsplit('.').next().unwrap_or_default();
        // The second argument is the body, which is JSON.
        if matches!(name, "axios.post" | "axios.put")
            && let Some(body) = code.items(arguments.clone()).nth(1)
            && self.body(code, body, Language::JavaScript)
        {
            self.method.get_or_insert_with(|| verb.to_uppercase());
            let others: Vec<Range> =
                code.items(arguments).enumerate().filter(|(at, _)| *at != 1).map(|(_, it)| it).collect();
            for item in others {
                self.walk(code, item, depth + 1);
            }
            return;
        }
        if sends && matches!(verb, "delete" | "post" | "put" | "patch") {
            self.method.get_or_insert_with(|| verb.to_uppercase());
        }
        if matches!(verb, "set" | "append") {
            let items: Vec<Range> = code.items(arguments).collect();
            if let [key, value] = items.as_slice()
                && let Expr::Text(key) = code.expr(key.clone(), &self.variables)
                && let Some(key) = key.said
            {
                return self.parameter(code, key.json, code.span(&range), value.clone());
            }
            return;
        }
        self.walk_items(code, arguments, depth);
    }

    fn walk_items(&mut self, code: &Code<'c>, range: Range, depth: usize) {
        let object = range.start.checked_sub(1).is_some_and(|open| code.is(open, "{"));
        let mut held = false;
        for item in code.items(range) {
            if code.is(item.start, "*") || code.is(item.start, ".") && code.is(item.start + 1, ".") {
                let (at, what) = (code.span(&item), format!("`{}`", excerpt(code.span_of(&item))));
                // Of two members of one name the last one counts.
                let name = if object && held { "query" } else { "" };
                let value = Said::Later { at, what };
                self.given.push(Given { name: name.to_owned(), whole: at, value, removal: None });
                continue;
            }
            held = held || code.holds_query(&item);
            let (key, value) = code.keyed(item);
            match key {
                Some("json") if self.body(code, value.clone(), Language::Python) => {}
                Some("data")
                    if language(code) == Language::JavaScript
                        && self.body(code, value.clone(), Language::JavaScript) => {}
                Some("method") => self.method_of(code, value),
                Some(key) if ASIDE.contains(&key) => {}
                Some("query") => self.parameter(code, "query".to_owned(), code.span(&value), value),
                _ => self.walk(code, value, depth + 1),
            }
        }
    }

    fn method_of(&mut self, code: &Code<'c>, value: Range) {
        match code.value(value, &self.variables, 0) {
            Said::Text(text) => self.method = Some(text.json.to_uppercase()),
            // It may delete.
            Said::Later { .. } => self.method = Some("DELETE".to_owned()),
        }
    }

    /// `{…}`, `[…]` or `(…)` with this inside.
    fn group(&mut self, code: &Code<'c>, range: Range, depth: usize) {
        let pair = |item: &Range| code.pair(item.clone(), &self.variables);
        let items: Vec<Range> = code.items(range.clone()).collect();
        let pairs: Vec<(String, Range)> = items.iter().filter_map(pair).collect();
        if pairs.len() == items.len() && pairs.iter().any(|(key, _)| key == "query") {
            for ((key, value), item) in pairs.into_iter().zip(&items) {
                self.parameter(code, key, code.span(item), value);
            }
            return;
        }
        let has_query = |item: &Range| code.keyed(item.clone()).0 == Some("query");
        if !items.iter().any(has_query) {
            return self.walk_items(code, range, depth);
        }
        for item in items {
            let (key, value) = code.keyed(item.clone());
            if let Some(key) = key {
                self.parameter(code, key.to_owned(), code.span(&item), value);
            } else {
                // `**more`, `...more`: what it adds is not known.
                let what = format!("`{}`", excerpt(code.span_of(&item)));
                self.query_later(code.span(&item), what);
            }
        }
    }

    /// Takes up an object that is sent as JSON, where a query may stand in it.
    fn body(&mut self, code: &Code<'c>, value: Range, language: Language) -> bool {
        let (within, resolved) = code.resolved(value.clone(), &self.variables);
        if !within.holds_query(&resolved) {
            return false;
        }
        let Some(said) = code.object(value.clone(), language, &self.variables) else { return false };
        let whole = code.span(&value);
        self.given.push(Given { name: "query".to_owned(), whole, value: said, removal: None });
        true
    }

    fn parameter(&mut self, code: &Code<'c>, name: String, whole: Span, value: Range) {
        let (within, resolved) = code.resolved(value.clone(), &self.variables);
        let is_object =
            within.is(resolved.start, "{") && matches!(within.expr(resolved, &self.variables), Expr::Group(_));
        if name == "query" && is_object {
            let failed = Diagnostics(vec![unserialized(code.span(&value), language(code))]);
            self.failed = self.failed.take().or(Some(failed));
            return;
        }
        let value = code.value(value, &self.variables, 0);
        self.given.push(Given { name, whole, value, removal: None });
    }

    /// A literal that is not a parameter's: JSON, a URL, or a method.
    fn text(&mut self, text: Text) {
        let Some(said) = text.said else {
            if text.carried.json.contains("query=") || is_json(&text.carried.json) {
                self.query_later(text.carried.place(), "an escape that JSON does not have".to_owned());
            }
            return;
        };
        if is_json(&said.json) {
            let whole = said.place();
            self.given.push(Given { name: "query".to_owned(), whole, value: Said::Text(said), removal: None });
        } else if matches!(&*said.json, "GET" | "DELETE" | "POST" | "PUT" | "PATCH") {
            self.method = Some(said.json);
        } else if said.json.contains("://") || said.json.starts_with('/') || said.json.contains("query=") {
            let start = url::start(&said.json);
            let begins = start.unwrap_or(said.json.len());
            match url::parameters(&said, Span::new(begins, said.json.len())) {
                Ok(given) => {
                    let empty = |given: &Given| {
                        given.name.is_empty() || matches!(&given.value, Said::Text(text) if text.json.is_empty())
                    };
                    self.given.extend(given.into_iter().filter(|given| !empty(given)));
                }
                Err(failed) => self.failed = self.failed.take().or(Some(failed)),
            }
            let place = said.place();
            self.target.get_or_insert((said.json, place));
        }
    }

    /// A URL in pieces: a template, or texts joined by `+`.
    fn pieces(&mut self, code: &Code<'c>, found: &[(Said, bool)]) {
        match pieces::parameters(found) {
            Ok((target, given)) => {
                let holds = given.iter().any(|given| given.name == "query");
                // What writes all parameters stands elsewhere in the code, and is read there.
                let written = |given: &Given| matches!(&given.value, Said::Later { what, .. } if given.name.is_empty() && WRITERS.iter().any(|name| what.contains(name)));
                self.given.extend(given.into_iter().filter(|given| !written(given)));
                if holds && !target.is_empty() {
                    self.target.get_or_insert((target, code.at.place()));
                }
            }
            Err(failed) => self.failed = self.failed.take().or(Some(failed)),
        }
    }
}
