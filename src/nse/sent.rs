//! A request as it is sent, whatever sends it: its method, its endpoint and its parameters, of which one carries the query.

use super::Problem;
use super::carried::Carried;
use super::endpoints::{Endpoint, Takes};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::Span;

/// A request, with its places in the source.
pub(super) struct Sent {
    /// `GET` unless something else is said.
    pub(super) method: String,
    /// Its URL or path; empty where none is written.
    pub(super) target: String,
    /// Where its URL stands, or else the request.
    pub(super) place: Span,
    pub(super) given: Vec<Given>,
    /// Whether the parameters go with the body rather than with the URL.
    pub(super) in_body: bool,
    /// What is odd about how it is written.
    pub(super) warnings: Vec<Diagnostic>,
}

/// A parameter.
pub(super) struct Given {
    pub(super) name: String,
    /// Where its name and value stand.
    pub(super) whole: Span,
    pub(super) value: Said,
    /// What has to go where it is deleted; none where the notation does not tell.
    pub(super) removal: Option<Span>,
}

/// What a parameter is given.
#[derive(Clone)]
pub(super) enum Said {
    /// A text, decoded.
    Text(Carried),
    /// What only shows when it is sent: what decides it, and where that stands.
    Later { at: Span, what: String },
}

const RECORD_TYPE: &str = "it is ignored when there is a `query`; put it into the query: `{\"record type\": {\"is\": \"person\"}}` (documentation, \"Delete contacts\")";

/// Beyond it the service does not sort (earlier documentation).
const MOST_SORTED: u32 = 100;

impl Sent {
    fn deletes(&self) -> bool {
        self.method == "DELETE"
    }

    /// Whether contacts are listed or deleted with a parameter of this name.
    pub(super) fn knows(name: &str) -> bool {
        let takes = |method| Endpoint::of("", method).0.is_some_and(|endpoint| endpoint.takes(name).is_some());
        matches!(name, "query" | "keyword" | "record_type" | "access_token") || takes("GET") || takes("DELETE")
    }

    /// Where its queries stand.
    pub(super) fn queries(&self) -> impl Iterator<Item = Span> {
        self.given.iter().filter(|given| given.name == "query").map(|given| given.whole)
    }

    /// The query, with warnings about what goes with it.
    ///
    /// # Errors
    /// None or several, one that a program decides, or what the service refuses beside it.
    pub(super) fn query(mut self) -> Result<Carried, Diagnostics> {
        let queries = self.given.iter().filter(|given| given.name == "query").count();
        let Some(at) = self.given.iter().position(|given| given.name == "query") else {
            return Err(Diagnostics(vec![self.no_query()]));
        };
        let beside = |name: &str| match name {
            "keyword" => true,
            "query" => queries > 1,
            _ => false,
        };
        if let Some((_, second)) =
            self.given.iter().enumerate().find(|(index, given)| *index != at && beside(&given.name))
        {
            return Err(Diagnostics(vec![second.beside()]));
        }
        let mut odd = std::mem::take(&mut self.warnings);
        odd.extend(self.host());
        let (endpoint, documented) = Endpoint::of(&self.target, &self.method);
        if !documented {
            odd.push(self.undocumented());
        } else if self.in_body && endpoint.is_some_and(|endpoint| !endpoint.in_body) {
            odd.push(self.body(endpoint));
        }
        let Some(query) = self.given.get(at) else { return Err(Diagnostics(vec![self.no_query()])) };
        if endpoint.is_some_and(|endpoint| !endpoint.takes_query) {
            odd.push(unasked(query.whole));
        }
        for (index, given) in self.given.iter().enumerate().filter(|(index, _)| *index != at) {
            odd.extend(self.judged(given, endpoint));
            let before = self.given.get(..index).unwrap_or_default();
            if given.counts() && before.iter().any(|before| before.name == given.name) {
                odd.push(given.repeated());
            }
        }
        odd.extend(self.sorted_page());
        match self.given.swap_remove(at).value {
            Said::Text(mut query) => {
                query.warnings.extend(odd);
                Ok(query)
            }
            Said::Later { at, what } => Err(Diagnostics(vec![later(at, what)])),
        }
    }

    /// The warning for a parameter beside the query.
    fn judged(&self, given: &Given, endpoint: Option<&'static Endpoint>) -> Option<Diagnostic> {
        let text = match &given.value {
            Said::Text(text) => Some(&*text.json),
            Said::Later { .. } => None,
        };
        if let (true, Said::Later { at, what }) = (given.name.is_empty(), &given.value) {
            let unread = Diagnostic::new(Problem::Unread { what: what.clone() }, *at);
            return Some(unread.label("it may add parameters").help("pass only the query, to be sure"));
        }
        if !given.counts() {
            return None;
        }
        let takes = endpoint.map(|endpoint| endpoint.takes(&given.name));
        match takes {
            _ if given.name == "record_type"
                && text.is_some_and(|text| !matches!(text, "person" | "company" | "all")) =>
            {
                Some(given.record_type())
            }
            Some(Some(takes)) => given.misfit(takes, text?),
            Some(None) => Some(given.ignored(self.deletes())),
            None if given.name == "record_type" => Some(given.ignored(self.deletes())),
            None => None,
        }
    }

    /// The warning for a page that is too long to be sorted.
    fn sorted_page(&self) -> Option<Diagnostic> {
        self.given.iter().find(|given| given.name == "sort")?;
        let page = self.given.iter().find(|given| given.name == "per_page")?;
        let Said::Text(text) = &page.value else { return None };
        let too_many = text.json.parse::<u64>().is_ok_and(|count| count > u64::from(MOST_SORTED));
        too_many.then(|| {
            let problem = Problem::Parameter { name: page.name.clone(), value: text.json.clone() };
            Diagnostic::new(problem, text.place())
                .label("with `sort`, expected at most `100`")
                .help("the service does not sort longer pages (earlier documentation)")
        })
    }

    /// The warning for a host that is not the service's.
    fn host(&self) -> Option<Diagnostic> {
        let (_, rest) = self.target.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // A name and a password may stand before it.
        let host = authority.rsplit('@').next().unwrap_or_default();
        let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
        let name = name.to_ascii_lowercase();
        let decided = name.is_empty() || name.contains(['$', '{', '<']);
        let local = matches!(&*name, "localhost" | "127.0.0.1") || name.starts_with("[::1]");
        if decided || local || name == "nimble.com" || name.ends_with(".nimble.com") {
            return None;
        }
        let diagnostic = Diagnostic::new(Problem::Host { host: name }, self.place)
            .label("expected `app.nimble.com`")
            .help("the access token goes with the request, to whoever listens there");
        Some(diagnostic)
    }

    /// The warning for a method and a path that the documentation does not have.
    fn undocumented(&self) -> Diagnostic {
        let path = self.target.split(['?', '#']).next().unwrap_or_default();
        let path = path.find("/api/").and_then(|start| path.get(start..)).unwrap_or(path);
        let request = format!("{} {path}", self.method).trim_end().to_owned();
        let diagnostic = Diagnostic::new(Problem::Undocumented { request }, self.place)
            .label("expected `GET` or `DELETE` of `/api/v1/contacts`, or `GET` of `/api/v1/contacts/ids`")
            .help("what another request does with a query is not documented (documentation, \"Sending a query\")");
        if self.in_body { diagnostic.help(DATA) } else { diagnostic }
    }

    /// The warning for parameters that go with the body where the URL should have them.
    fn body(&self, endpoint: Option<&'static Endpoint>) -> Diagnostic {
        let method = endpoint.map_or("GET", |endpoint| endpoint.method);
        Diagnostic::new(Problem::Body { method: method.to_owned() }, self.place)
            .label("expected the parameters in the URL")
            .help(DATA)
    }

    fn no_query(&self) -> Diagnostic {
        let has = |name: &str| self.given.iter().any(|given| given.name == name);
        let done = if self.deletes() { "is deleted" } else { "comes back" };
        let place = self.given.iter().map(|given| given.whole).reduce(Span::to).unwrap_or(self.place);
        let diagnostic = Diagnostic::new(Problem::NoQuery, place).label("expected `query=` with URL-encoded NSE JSON");
        let diagnostic = match (has("keyword"), has("record_type")) {
            (false, false) => diagnostic.help(format!(
                "the service ignores parameters that it does not know: every contact {done} (evidence 20)"
            )),
            (false, true) => diagnostic
                .help(format!("every contact of that type {done} (documentation, \"Contact list: parameters\")")),
            (true, _) => diagnostic.help(format!("every contact that the keyword finds {done}")),
        };
        if has("keyword") {
            return diagnostic.help(
                "the service turns a keyword into `{\"__any\": {\"contain\": …}}` (documentation, \"Sending a query\")",
            );
        }
        diagnostic
    }
}

const DATA: &str = "`curl -G` puts its data into the URL; without it they are the body, of a `POST`";

impl Given {
    /// Whether the service has to know it: a token may go with every request, and of another `query` more is said elsewhere.
    fn counts(&self) -> bool {
        !self.name.is_empty() && !matches!(&*self.name, "access_token" | "query" | "keyword")
    }

    fn suggest_removal(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.removal {
            Some(removal) => diagnostic.suggest(format!("delete this `{}`", self.name), removal, ""),
            None => diagnostic,
        }
    }

    fn beside(&self) -> Diagnostic {
        let keyword = self.name == "keyword";
        let help = if keyword {
            "the service answers the two together with HTTP 409, code 245"
        } else {
            "the documentation does not say which of the two the service takes; join them into one query with `and` or `or`"
        };
        let diagnostic = if keyword {
            Diagnostic::new(Problem::Beside { name: self.name.clone() }, self.whole)
        } else {
            Diagnostic::new(Problem::QueryTwice, self.whole)
        };
        let diagnostic =
            diagnostic.label(if keyword { "expected no keyword" } else { "expected one `query`" }).help(help);
        self.suggest_removal(diagnostic)
    }

    fn place(&self) -> Span {
        match &self.value {
            Said::Text(text) => text.place(),
            Said::Later { at, .. } => *at,
        }
    }

    /// The warning for a `text` that a documented parameter does not take.
    fn misfit(&self, takes: Takes, text: &str) -> Option<Diagnostic> {
        let expected = takes.misfit(text)?;
        let problem = Problem::Parameter { name: self.name.clone(), value: text.to_owned() };
        let diagnostic = Diagnostic::new(problem, self.place())
            .label(expected)
            .help("the service answers a wrong value with an error (documentation, \"Contact list: parameters\")");
        Some(diagnostic)
    }

    fn record_type(&self) -> Diagnostic {
        let value = match &self.value {
            Said::Text(text) => text.json.clone(),
            Said::Later { .. } => String::new(),
        };
        Diagnostic::new(Problem::Parameter { name: self.name.clone(), value }, self.place())
            .label("expected `person`, `company` or `all`")
            .help(RECORD_TYPE)
    }

    fn repeated(&self) -> Diagnostic {
        let diagnostic = Diagnostic::new(Problem::RepeatedParameter { name: self.name.clone() }, self.whole)
            .label("the second one")
            .help("the documentation does not say which of the two the service takes");
        self.suggest_removal(diagnostic)
    }

    fn ignored(&self, deletes: bool) -> Diagnostic {
        let done = if deletes { "deleted" } else { "found" };
        let diagnostic = Diagnostic::new(Problem::Ignored { name: self.name.clone() }, self.whole)
            .label(format!("this does not limit which contacts are {done}"))
            .help(if self.name == "record_type" {
                RECORD_TYPE
            } else {
                "the service ignores parameters that it does not know (evidence 20)"
            });
        self.suggest_removal(diagnostic)
    }
}

/// The error for a query that is put together when a program or a shell runs.
pub(super) fn later(at: Span, what: String) -> Diagnostic {
    Diagnostic::new(Problem::Later { what }, at)
        .label("expected the query itself, as one literal")
        .help("let it print the query where it is put together, and paste what it prints")
        .help("a value that a program gives later is a parameter of filter text (e.g. `tag = {tag}`)")
}

/// The warning for a query where none is taken.
fn unasked(whole: Span) -> Diagnostic {
    Diagnostic::new(Problem::Ignored { name: "query".to_owned() }, whole)
        .label("this listing takes no query: every deal comes back")
        .help("deals are searched in a pipeline: `/api/v2/deals/pipelines/{id}/deals?query=…` (documentation, \"Deals in a pipeline\")")
}
