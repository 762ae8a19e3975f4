//! Requests that carry a query, and the guard of those that delete.

use std::collections::BTreeMap;

use nse_query::diagnostic::Code;
use nse_query::nse::{self, Client, DeletionGuard};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::query::Query;
use crate::raise;
use crate::settings::{Settings, TimeZone};

/// A request to the service, as data for any HTTP client:
///
/// >>> request = compile("tag = vip").to_request()
/// >>> request.method, request.path, request.params
/// ('GET', '/api/v1/contacts', {'query': '{"tag":{"is":"vip"}}'})
/// >>> request.url()
/// 'https://app.nimble.com/api/v1/contacts?query=%7B%22tag%22%3A%7B%22is%22%3A%22vip%22%7D%7D'
#[pyclass(frozen, eq, module = "nse_query")]
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    request: nse::Request,
}

impl From<nse::Request> for Request {
    fn from(request: nse::Request) -> Self {
        Self { request }
    }
}

#[pymethods]
impl Request {
    /// `GET` or `DELETE`.
    #[getter]
    fn method(&self) -> &'static str {
        self.request.method()
    }

    /// The path, without parameters.
    #[getter]
    fn path(&self) -> &'static str {
        self.request.path()
    }

    /// The parameters by name, not encoded: HTTP clients encode them.
    #[getter]
    fn params(&self) -> BTreeMap<&str, &str> {
        self.request.parameters().iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    /// The whole URL.
    #[pyo3(signature = (base=nse::BASE))]
    fn url(&self, base: &str) -> String {
        self.request.url(base)
    }

    /// The request as a program: `curl`, `python` or `javascript`.
    #[pyo3(signature = (client="python", base=nse::BASE))]
    fn code(&self, client: &str, base: &str) -> PyResult<String> {
        let client = match client {
            "curl" => Client::Curl,
            "python" => Client::Python,
            "javascript" => Client::JavaScript,
            _ => {
                return Err(PyValueError::new_err(format!(
                    "client: expected curl, python or javascript, found {client}"
                )));
            }
        };
        Ok(self.request.code(client, base))
    }

    fn __str__(&self) -> String {
        self.request.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Request {} {}>", self.request.method(), self.request.path())
    }
}

/// The request that deletes what a query finds, where the query is fit for it. What is deleted is gone for good.
///
/// Raises `DeletionRefused` where the query is bound to find every contact or every contact of a type, rests on a saved
/// search, was taken out of more (a `curl` line, a call, JSON around it), or has a warning about what it finds whose code is not in `allow`.
///
/// >>> guard_deletion("tag = archived").method
/// 'DELETE'
/// >>> guard_deletion("tag = archived or tag != archived")
/// Traceback (most recent call last):
///     ...
/// nse_query.errors.DeletionRefused: this deletes every contact
#[pyfunction]
#[pyo3(signature = (query: "str | bytes | dict[str, Any] | Query", /, *, allow=vec![], catalog=None, now=None, tz=None))]
pub fn guard_deletion(
    py: Python<'_>,
    query: &Bound<'_, PyAny>,
    allow: Vec<String>,
    catalog: Option<crate::catalog::Catalog>,
    now: Option<chrono::DateTime<chrono::FixedOffset>>,
    tz: Option<TimeZone>,
) -> PyResult<Request> {
    let settings = Settings::new(catalog, now, tz, "monday", false)?;
    let query = Query::given(query, &settings)?;
    // A code that there is not allows nothing, nor does that of a refusal.
    let allow = allow.iter().filter_map(|code| Code::find(code)).filter(|code| code.is_warning());
    let guard = DeletionGuard::new().at(settings.now).allow(allow);
    let denied = |denial: nse::Denial| raise::refused(py, denial.code().name(), &denial.to_string());
    guard.request(&query.checked).map(Request::from).map_err(denied)
}
