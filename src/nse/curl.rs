//! A command line of `curl`.

use super::Problem;
use super::carried::Carried;
use super::sent::{Given, Said, Sent};
use super::shell::{self, Word};
use super::url;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::is_json;
use crate::span::Span;

/// What an option of `curl` does with the word after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// Data, which the server decodes.
    Data,
    /// Data, which `curl` encodes, but for the name before the `=`.
    Encoded,
    /// The same, always for the URL.
    UrlQuery,
    Method,
    Url,
    /// Something that is not a part of the query.
    Other,
}

/// Options that take a word, the short ones with their letter.
#[rustfmt::skip] // a table
const OPTIONS: &[(&str, char, Takes)] = &[
    ("--data", 'd', Takes::Data), ("--data-ascii", ' ', Takes::Data), ("--data-binary", ' ', Takes::Data),
    ("--data-raw", ' ', Takes::Data), ("--json", ' ', Takes::Data),
    ("--form", 'F', Takes::Encoded), ("--form-string", ' ', Takes::Encoded), ("--data-urlencode", ' ', Takes::Encoded),
    ("--url-query", ' ', Takes::UrlQuery),
    ("--request", 'X', Takes::Method), ("--url", ' ', Takes::Url),
    ("--header", 'H', Takes::Other), ("--user", 'u', Takes::Other), ("--user-agent", 'A', Takes::Other),
    ("--cookie", 'b', Takes::Other), ("--cookie-jar", 'c', Takes::Other), ("--referer", 'e', Takes::Other),
    ("--output", 'o', Takes::Other), ("--proxy", 'x', Takes::Other), ("--proxy-user", 'U', Takes::Other),
    ("--max-time", 'm', Takes::Other), ("--write-out", 'w', Takes::Other), ("--upload-file", 'T', Takes::Other),
    ("--config", 'K', Takes::Other), ("--cert", 'E', Takes::Other), ("--range", 'r', Takes::Other),
    ("--dump-header", 'D', Takes::Other), ("--continue-at", 'C', Takes::Other), ("--connect-timeout", ' ', Takes::Other),
    ("--retry", ' ', Takes::Other), ("--retry-delay", ' ', Takes::Other), ("--cacert", ' ', Takes::Other),
    ("--key", ' ', Takes::Other), ("--resolve", ' ', Takes::Other), ("--oauth2-bearer", ' ', Takes::Other),
    ("--limit-rate", ' ', Takes::Other), ("--max-redirs", ' ', Takes::Other), ("--interface", ' ', Takes::Other),
];

/// Whether `text` is a command line of `curl`.
pub(super) fn is_curl(text: &str) -> bool {
    let text = text.strip_prefix("$ ").unwrap_or(text);
    let rest = text.strip_prefix("curl.exe").or_else(|| text.strip_prefix("curl"));
    // `curl = x` asks for a field of that name.
    rest.is_some_and(|rest| {
        let asks = ["://", "query=", " -"].iter().any(|part| rest.contains(part));
        asks && rest.starts_with([' ', '\t']) && !rest.trim_start().starts_with(['=', '~', '!', '<', '>'])
    })
}

/// The query of a `curl` command line: in its URL, or in the data that `-G` puts there.
///
/// # Errors
/// None or several, or what keeps it from being read.
pub(super) fn curl(at: &Carried) -> Result<Carried, Diagnostics> {
    let whole = at.place();
    let refused = |diagnostic| Err(Diagnostics(vec![diagnostic]));
    if let Some(caret) = at.json.find("^\"") {
        let caret = at.span(Span::new(caret, caret + 2));
        return refused(
            Diagnostic::new(Problem::CommandPrompt, caret)
                .label("expected a command line for a POSIX shell, such as bash")
                .help("copy it as \"cURL (bash)\" from the browser, or pass only the URL"),
        );
    }
    let Some(commands) = shell::commands(at) else {
        let end = at.span(Span::at(at.json.len()));
        return refused(Diagnostic::new(Problem::ShellQuote, end).label("expected a quote that closes the last word"));
    };
    let mut sent = Vec::new();
    for command in &commands {
        let is_curl = |word: &Word| matches!(&*word.carried.json, "curl" | "curl.exe");
        if command.first().is_some_and(is_curl) || command.get(1).is_some_and(is_curl) {
            sent.push(Command::read(command, whole)?.sent()?);
        }
    }
    let queries: Vec<Span> = sent.iter().flat_map(Sent::queries).collect();
    if let [_, second, ..] = queries.as_slice() {
        let problem = Problem::SeveralQueries { count: queries.len() };
        return refused(Diagnostic::new(problem, *second).label("the second one").help("pass only one of them"));
    }
    let with_query = sent.iter().position(|sent| sent.queries().next().is_some()).unwrap_or_default();
    if with_query < sent.len() {
        return sent.swap_remove(with_query).query();
    }
    refused(Diagnostic::new(Problem::NoQuery, whole).label("expected `query=` with URL-encoded NSE JSON"))
}

/// One command of `curl`.
struct Command<'w> {
    whole: Span,
    method: Option<String>,
    /// Whether its data go into the URL.
    get: bool,
    urls: Vec<&'w Word>,
    data: Vec<(Takes, &'w Word)>,
}

impl<'w> Command<'w> {
    fn read(words: &'w [Word], whole: Span) -> Result<Self, Diagnostics> {
        let mut command = Self { whole, method: None, get: false, urls: Vec::new(), data: Vec::new() };
        let mut rest = words.iter().skip_while(|word| !word.carried.json.starts_with("curl")).skip(1);
        while let Some(word) = rest.next() {
            if let Some(ampersand) = word.cut {
                let cut = Diagnostic::new(Problem::Cut { character: '&' }, ampersand)
                    .label("for the shell, the command ends here")
                    .help("put the URL in single quotes");
                return Err(Diagnostics(vec![cut]));
            }
            let text = &*word.carried.json;
            if text.starts_with("--") {
                command.flag(text);
                let option = OPTIONS.iter().find(|(name, _, _)| *name == text);
                if let Some((&(_, _, takes), value)) = option.and_then(|option| Some((option, rest.next()?))) {
                    command.take(takes, value);
                }
                continue;
            }
            let Some(letters) = text.strip_prefix('-') else {
                command.urls.push(word);
                continue;
            };
            for (index, letter) in letters.char_indices() {
                command.flag(letter.encode_utf8(&mut [0; 4]));
                let Some(&(_, _, takes)) = OPTIONS.iter().find(|(_, short, _)| *short == letter) else { continue };
                // `-XDELETE`; of data written so, the places would be those of the whole word.
                let value = letters.get(index + letter.len_utf8()..).filter(|value| !value.is_empty());
                match (value, takes) {
                    (Some(method), Takes::Method) => command.method = Some(method.to_uppercase()),
                    (Some(_), Takes::Other) => {}
                    (Some(value), _) => {
                        let start = text.len() - value.len();
                        let at = word.carried.part(Span::new(start, text.len())).place();
                        return Err(Diagnostics(vec![
                            Diagnostic::new(Problem::NoQuery, at)
                                .label(format!("expected a space before it, after `-{letter}`")),
                        ]));
                    }
                    (None, _) => rest.next().into_iter().for_each(|value| command.take(takes, value)),
                }
                break;
            }
        }
        Ok(command)
    }

    fn flag(&mut self, name: &str) {
        match name {
            "G" | "--get" => self.get = true,
            "I" | "--head" => self.method = self.method.take().or(Some("HEAD".to_owned())),
            _ => {}
        }
    }

    fn take(&mut self, takes: Takes, value: &'w Word) {
        match takes {
            Takes::Method => self.method = Some(value.carried.json.to_uppercase()),
            Takes::Url => self.urls.push(value),
            Takes::Other => {}
            data => self.data.push((data, value)),
        }
    }

    fn sent(&self) -> Result<Sent, Diagnostics> {
        let mut given = Vec::new();
        let mut in_body = false;
        for url in &self.urls {
            let text = &*url.carried.json;
            if let Some(start) = url::start(text) {
                let found = url::parameters(&url.carried, Span::new(start, text.len()))?;
                given.extend(found.into_iter().map(|given| url.literal(given)));
            }
        }
        for &(takes, word) in &self.data {
            let body = !self.get && takes != Takes::UrlQuery;
            let text = &*word.carried.json;
            in_body |= body;
            let found = match takes {
                Takes::Data if body && is_json(text) => vec![Given {
                    name: "query".to_owned(),
                    whole: word.carried.place(),
                    value: Said::Text(word.carried.clone()),
                    removal: None,
                }],
                Takes::Data => url::parameters(&word.carried, Span::new(0, text.len()))?,
                _ => encoded(&word.carried),
            };
            // What has no removal of its own goes with its option.
            let found = found.into_iter().map(|given| Given { removal: None, ..given });
            given.extend(found.map(|given| word.literal(given)));
        }
        let method = self.method.clone().unwrap_or_else(|| if in_body { "POST" } else { "GET" }.to_owned());
        let target = self.urls.first().map(|url| url.carried.json.clone()).unwrap_or_default();
        let place = self.urls.first().map_or(self.whole, |url| url.carried.place());
        // With a query, its own place is enough.
        let place = if given.iter().any(|given| given.name == "query") { place } else { self.whole };
        Ok(Sent { method, target, place, given, in_body, warnings: Vec::new() })
    }
}

impl Word {
    /// `given` in this word, as what only shows later where the shell expands a part of it.
    fn literal(&self, given: Given) -> Given {
        let inside = |span: &&Span| given.whole.start <= span.start && span.end <= given.whole.end;
        match self.expansions.iter().find(inside) {
            Some(&at) => Given { value: Said::Later { at, what: "what the shell puts here".to_owned() }, ..given },
            None => given,
        }
    }
}

/// `name=content`, where `curl` encodes the content; `@file` and `name@file` are read from files.
fn encoded(word: &Carried) -> Vec<Given> {
    let text = &*word.json;
    let whole = word.place();
    let given = |name: &str, value| vec![Given { name: name.to_owned(), whole, value, removal: None }];
    match text.find(['=', '@']).map(|at| (at, text.get(at..=at).unwrap_or_default())) {
        Some((at, "=")) => {
            let name = text.get(..at).unwrap_or_default();
            let content = word.part(Span::new(at + 1, text.len()));
            if content.json.starts_with('@') && name == "query" {
                return given(name, Said::Later { at: content.place(), what: "a file".to_owned() });
            }
            given(name, Said::Text(content))
        }
        Some((at, _)) => {
            let name = text.get(..at).unwrap_or_default();
            given(name, Said::Later { at: whole, what: "a file".to_owned() })
        }
        // Content without a name.
        None => given("", Said::Text(word.clone())),
    }
}
