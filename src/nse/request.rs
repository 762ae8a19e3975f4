//! Requests that carry a query to the service, as data and as programs send them.
//!
//! A query that is not encoded, or encoded wrongly, does harm without an error: at an unencoded `&` or `#` the service
//! sees the end of the parameter, a `+` becomes a space, and a parameter that it does not know is ignored, so that
//! **every** contact comes back, or is deleted.

use std::fmt::{self, Write as _};

use serde_json::Value;

use super::Problem;
use super::carried::{shell_quoted, url_encode};
use super::encode::encode;
use crate::catalog::FieldRef;
use crate::diagnostic::{Diagnostic, Error};
use crate::json::quoted;
use crate::query::Query;
use crate::span::Span;

/// What a request asks for of the contacts that match (documentation, "Sending a query").
///
/// # Examples
/// ```
/// use nse_query::nse::{Listing, request};
///
/// let query = "tag = vip".parse()?;
/// assert_ne!(request(&query, Listing::Contacts).path(), request(&query, Listing::Ids).path());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Listing {
    /// The contacts themselves.
    Contacts,
    /// Their ids only.
    Ids,
}

/// The order of a listing.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::nse::{Listing, Order, request};
///
/// let created = Catalog::builtin().field("created").ok_or("no such field")?;
/// let newest_first = request(&"tag = vip".parse()?, Listing::Contacts).sort(&created, Order::Descending)?;
/// assert!(newest_first.parameters().iter().any(|(name, value)| *name == "sort" && value == "created:desc"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The smallest or earliest first.
    Ascending,
    /// The largest or latest first.
    Descending,
}

/// How a request is written as a program.
///
/// # Examples
/// ```
/// use nse_query::nse::{BASE, Client, Listing, request};
///
/// let request = request(&"tag = vip".parse()?, Listing::Contacts);
/// assert!(request.code(Client::Curl, BASE).contains("curl"));
/// assert!(request.code(Client::Python, BASE).contains("import requests"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Client {
    /// A command line of `curl` for a POSIX shell.
    Curl,
    /// Python, with the package `requests`.
    Python,
    /// JavaScript, with `fetch`.
    JavaScript,
}

/// Where the service listens.
pub const BASE: &str = "https://app.nimble.com";

/// Servers commonly refuse longer request lines.
const LONG: usize = 8_000;

/// A request: a method, a path, and parameters that are not encoded yet. `Display` writes the request line.
///
/// # Examples
/// ```
/// use nse_query::nse::{self, Listing, Order};
/// use nse_query::{Catalog, Query};
///
/// let query: Query = "tag = vip".parse()?;
/// let created = Catalog::builtin().field("created").ok_or("no such field")?;
/// let request = nse::request(&query, Listing::Contacts).sort(&created, Order::Descending)?.per_page(100);
/// assert_eq!((request.method(), request.path()), ("GET", "/api/v1/contacts"));
/// assert_eq!(
///     request.to_string(),
///     "GET /api/v1/contacts?query=%7B%22tag%22%3A%7B%22is%22%3A%22vip%22%7D%7D&sort=created%3Adesc&per_page=100"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    method: &'static str,
    path: &'static str,
    parameters: Vec<(&'static str, String)>,
}

/// The request for the contacts that `query` finds.
///
/// # Examples
/// ```
/// use nse_query::nse::{self, Listing};
/// use nse_query::Catalog;
///
/// let checked = nse::decode(r#"{"tag": {"is": "vip"}}"#, &Catalog::builtin())?;
/// assert_eq!(
///     nse::request(&checked.query, Listing::Ids).to_string(),
///     "GET /api/v1/contacts/ids?query=%7B%22tag%22%3A%7B%22is%22%3A%22vip%22%7D%7D"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn request(query: &Query, listing: Listing) -> Request {
    let endpoints = &query.records().table().endpoints;
    let path = match listing {
        Listing::Contacts => endpoints.list,
        Listing::Ids => endpoints.ids,
    };
    Request { method: "GET", path, parameters: vec![("query", encode(query))] }
}

/// The request that deletes what `query` finds.
pub(super) fn deletion(query: &Query) -> Request {
    let path = query.records().table().endpoints.delete;
    Request { method: "DELETE", path, parameters: vec![("query", encode(query))] }
}

impl Request {
    /// In the order of one field: one that has a single value and is not a custom field (documentation, "Contact list:
    /// parameters").
    ///
    /// # Errors
    /// E0331 for other fields.
    pub fn sort(mut self, field: &FieldRef, order: Order) -> Result<Self, Error> {
        if field.multiple || field.custom {
            return Err(Problem::NotSortable { field: field.text().into_owned() }.into());
        }
        let order = if order == Order::Ascending { "asc" } else { "desc" };
        self.parameters.push(("sort", format!("{}:{order}", field.json)));
        Ok(self)
    }

    /// With these fields only. A comma within a name is escaped.
    #[must_use]
    pub fn fields<'f>(mut self, fields: impl IntoIterator<Item = &'f FieldRef>) -> Self {
        let names: Vec<String> = fields.into_iter().map(|field| field.json.replace(',', "\\,")).collect();
        self.parameters.push(("fields", names.join(",")));
        self
    }

    /// With this many on a page; the service's default is 30.
    #[must_use]
    pub fn per_page(mut self, count: u32) -> Self {
        self.parameters.push(("per_page", count.to_string()));
        self
    }

    /// `GET` or `DELETE`.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The path, without parameters.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// Names and values, not encoded; the query is the first.
    pub fn parameters(&self) -> &[(&'static str, String)] {
        &self.parameters
    }

    /// The whole URL at `base`, such as [`BASE`].
    pub fn url(&self, base: &str) -> String {
        let mut url = format!("{}{}", base.trim_end_matches('/'), self.path);
        for (index, (name, value)) in self.parameters.iter().enumerate() {
            // Writing to a string does not fail.
            let _ = write!(url, "{}{name}={}", if index == 0 { '?' } else { '&' }, url_encode(value));
        }
        url
    }

    /// The warning at `span` for a request that servers commonly refuse for its length.
    pub fn warning(&self, span: Span) -> Option<Diagnostic> {
        let length = self.to_string().len();
        let warning = || {
            let help = self.parts(length).unwrap_or_else(|| {
                "split its values over several requests (e.g. 100 ids each) and combine the answers".to_owned()
            });
            Diagnostic::new(Problem::LongRequest { length }, span).label("too much for one request").help(help)
        };
        (length > LONG).then(warning)
    }

    /// How many requests its longest list fits, where what they find together is what the query finds: where every contact
    /// must be in that list.
    fn parts(&self, length: usize) -> Option<String> {
        let (_, json) = self.parameters.first()?;
        let query: Value = serde_json::from_str(json).ok()?;
        let alone = std::slice::from_ref(&query);
        let members = query.get("and").and_then(Value::as_array).map_or(alone, Vec::as_slice);
        let (name, items) = members.iter().filter_map(list).max_by_key(|(_, items)| items.len())?;
        let each = |items: &[Value]| items.iter().map(|item| url_encode(&item.to_string()).len() + 3).sum::<usize>();
        let room = LONG.checked_sub(length - each(items).min(length)).filter(|&room| room > 0)?;
        let count = (items.len() * room / each(items).max(1)).min(items.len() - 1);
        (count > 0).then(|| {
            let requests = items.len().div_ceil(count);
            format!(
                "its list of {} values of `{name}` fits in {requests} requests of at most {count} values each; put their answers \
                 together",
                items.len()
            )
        })
    }

    /// The request as a program sends it to `base`; the token comes from the environment variable `NIMBLE_TOKEN`.
    pub fn code(&self, client: Client, base: &str) -> String {
        let url = format!("{}{}", base.trim_end_matches('/'), self.path);
        let mut code = String::new();
        // Writing to a string does not fail.
        let _ = match client {
            Client::Curl => self.curl(&url, &mut code),
            Client::Python => self.python(&url, &mut code),
            Client::JavaScript => self.javascript(&url, &mut code),
        };
        code
    }

    fn curl(&self, url: &str, code: &mut String) -> fmt::Result {
        let method = if self.method == "GET" { "" } else { "--request DELETE " };
        write!(
            code,
            "curl {method}--get {} \\\n  --header \"Authorization: Bearer $NIMBLE_TOKEN\"",
            shell_quoted(url)
        )?;
        for (name, value) in &self.parameters {
            write!(code, " \\\n  --data-urlencode {}", shell_quoted(&format!("{name}={value}")))?;
        }
        code.write_char('\n')
    }

    // A string of JSON is one of Python and of JavaScript too.
    fn python(&self, url: &str, code: &mut String) -> fmt::Result {
        let method = self.method.to_ascii_lowercase();
        write!(
            code,
            "import os\n\nimport requests\n\nresponse = requests.{method}(\n    {},\n    params={{\n",
            quoted(url)
        )?;
        for (name, value) in &self.parameters {
            writeln!(code, "        {}: {},", quoted(name), quoted(value))?;
        }
        code.write_str("    },\n    headers={\"Authorization\": f\"Bearer {os.environ['NIMBLE_TOKEN']}\"},\n)\n")?;
        code.write_str("response.raise_for_status()\nprint(response.json())\n")
    }

    fn javascript(&self, url: &str, code: &mut String) -> fmt::Result {
        writeln!(code, "const url = new URL({});\nurl.search = new URLSearchParams({{", quoted(url))?;
        for (name, value) in &self.parameters {
            writeln!(code, "  {name}: {},", quoted(value))?;
        }
        write!(code, "}});\nconst response = await fetch(url, {{\n  method: {},\n", quoted(self.method))?;
        code.write_str("  headers: { Authorization: `Bearer ${process.env.NIMBLE_TOKEN}` },\n});\n")?;
        code.write_str(
            "if (!response.ok) throw new Error(await response.text());\nconsole.log(await response.json());\n",
        )
    }
}

/// The field and the items of a clause `{field: {"in": […]}}`.
fn list(clause: &Value) -> Option<(&str, &[Value])> {
    let (name, operators) = clause.as_object()?.iter().next()?;
    match operators.get("in") {
        Some(items) => Some((name, items.as_array()?)),
        None if name == "custom_fields" => list(operators),
        None => None,
    }
}

/// The request line: `GET /api/v1/contacts?query=…`.
impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url(""))
    }
}
