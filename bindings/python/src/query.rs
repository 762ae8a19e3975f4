//! Queries, and what reads them.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use chrono::{DateTime, FixedOffset};
use nse_query::nse::{self, Listing, Order};
use nse_query::{Checked, Compiler, LineIndex, Resolved, english, query, text};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, characters};
use crate::raise;
use crate::request::Request;
use crate::settings::{Settings, TimeZone, argument, loads};

/// A valid query. `compile` makes one from text or JSON, `nse_query.f` builds one, and `&`, `|` and `~` combine them.
///
/// Two are equal where they mean the same, however they were written.
///
/// >>> query = compile("name ~ Jon and tag = vip")
/// >>> query.to_json()
/// '{"and":[{"names":{"contain":"Jon"}},{"tag":{"is":"vip"}}]}'
/// >>> ~query | compile("rating > 3")
/// Query('not (name ~ Jon and tag = vip) or rating > 3')
#[pyclass(frozen, eq, from_py_object, module = "nse_query")]
#[derive(Clone)]
pub struct Query {
    pub checked: Checked,
    pub catalog: Catalog,
    /// What it was read from; empty where it was built.
    source: String,
}

/// What a moving date, such as `this month`, came to.
#[pyclass(frozen, get_all, module = "nse_query")]
#[derive(Clone)]
pub struct MovingDate {
    /// The first character of its place.
    start: usize,
    /// The character after the last.
    end: usize,
    /// It, as `format` writes it.
    text: String,
    /// The first day, as `YYYY-MM-DD`.
    first: String,
    /// The last day.
    last: String,
}

#[pymethods]
impl MovingDate {
    fn __repr__(&self) -> String {
        format!("<MovingDate {}: {} to {}>", self.text, self.first, self.last)
    }
}

/// What is left of a query that was simplified.
#[derive(IntoPyObject)]
#[allow(clippy::large_enum_variant)] // it goes to Python at once
pub enum Simplified {
    /// Every contact, or none.
    All(bool),
    Query(Query),
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.checked.query == other.checked.query
    }
}

#[pymethods]
impl Query {
    /// What looks odd about the text it was compiled from: warnings, never errors.
    #[getter]
    fn warnings(&self) -> Vec<Diagnostic> {
        Diagnostic::all(&self.source, &self.checked.warnings)
    }

    /// What the moving dates of the text came to.
    #[getter]
    fn moving_dates(&self) -> Vec<MovingDate> {
        let lines = LineIndex::new(&self.source);
        let moving = |date: &Resolved| {
            let (start, end) = characters(&lines, date.span);
            MovingDate { start, end, text: date.text.clone(), first: date.from.to_string(), last: date.to.to_string() }
        };
        self.checked.resolved.iter().map(moving).collect()
    }

    /// NSE JSON, as the service takes it.
    #[pyo3(signature = (*, pretty=false))]
    fn to_json(&self, pretty: bool) -> String {
        if pretty { nse::encode_pretty(&self.checked.query) } else { nse::encode(&self.checked.query) }
    }

    /// NSE JSON as a `dict`.
    #[pyo3(signature = () -> "dict[str, Any]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        Ok(loads(py, &nse::encode(&self.checked.query))?.cast_into()?)
    }

    /// Filter text; with `width`, on several lines where it is longer.
    #[pyo3(signature = (*, width=None))]
    fn to_text(&self, width: Option<usize>) -> String {
        let style = text::Style::new(&self.catalog.catalog).width(width.unwrap_or(usize::MAX));
        text::print(&text::to_ast(&self.checked.query), &style)
    }

    /// The request for the contacts that it finds, or with `ids=True` for their ids.
    ///
    /// >>> request = compile("tag = vip").to_request(sort="created:desc", fields=["first name", "email"], per_page=100)
    /// >>> request.params["sort"], request.params["per_page"]
    /// ('created:desc', '100')
    #[pyo3(signature = (*, ids=false, sort=None, fields=None, per_page=None))]
    fn to_request(
        &self,
        py: Python<'_>,
        ids: bool,
        sort: Option<&str>,
        fields: Option<Vec<String>>,
        per_page: Option<u32>,
    ) -> PyResult<Request> {
        let listing = if ids { Listing::Ids } else { Listing::Contacts };
        let field = |name: &str| match nse_query::dynamic::field(&self.catalog.catalog, name) {
            Ok(asked) => Ok(asked.field().clone()),
            Err(error) => Err(raise::error(py, &error)),
        };
        let mut request = nse::request(&self.checked.query, listing);
        if let Some(sort) = sort {
            let (name, order) = match sort.rsplit_once(':') {
                None => (sort, Order::Ascending),
                Some((name, "asc")) => (name, Order::Ascending),
                Some((name, "desc")) => (name, Order::Descending),
                Some(_) => {
                    return Err(PyValueError::new_err(
                        "sort: expected a field and asc or desc, such as \"created:desc\"",
                    ));
                }
            };
            request = request.sort(&field(name)?, order).map_err(|error| raise::error(py, &error))?;
        }
        if let Some(names) = fields {
            let fields = names.iter().map(|name| field(name)).collect::<PyResult<Vec<_>>>()?;
            request = request.fields(&fields);
        }
        if let Some(count) = per_page {
            request = request.per_page(count);
        }
        Ok(Request::from(request))
    }

    /// What it finds, in plain English.
    ///
    /// >>> compile("record type = person and created in last 3 months").explain()
    /// 'people created in the last 3 months'
    fn explain(&self) -> String {
        english::describe(&self.checked.query)
    }

    /// The same clause by clause, one a line.
    fn outline(&self) -> String {
        english::outline(&self.checked.query)
    }

    /// An equal query without what is said twice; `True` where it finds every contact, `False` where it finds none.
    ///
    /// >>> compile("tag = vip and (tag = vip or rating > 3)").simplify()
    /// Query('tag = vip')
    /// >>> compile("rating > 3 and rating < 2").simplify()
    /// False
    fn simplify(&self) -> Simplified {
        match query::simplify(&self.checked.query) {
            query::Simplified::Everything => Simplified::All(true),
            query::Simplified::Nothing => Simplified::All(false),
            query::Simplified::Query(query) => Simplified::Query(Self::made(query, self.catalog.clone())),
        }
    }

    /// In words, what `other` finds that this one does not, and the other way.
    fn diff(&self, py: Python<'_>, other: &Self) -> PyResult<String> {
        english::diff(&self.checked.query, &other.checked.query)
            .map(|difference| difference.to_string())
            .map_err(|error| raise::error(py, &error))
    }

    /// The names of the fields that it asks, each once.
    #[getter]
    fn fields(&self) -> Vec<String> {
        self.checked.query.fields_used().iter().map(|field| field.text().into_owned()).collect()
    }

    fn __and__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        self.joined(py, other, nse_query::Query::and)
    }

    fn __or__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        self.joined(py, other, nse_query::Query::or)
    }

    fn __invert__(&self, py: Python<'_>) -> PyResult<Self> {
        let query = nse_query::Query::not(self.checked.query.clone()).map_err(|error| raise::error(py, &error))?;
        Ok(Self::made(query, self.catalog.clone()))
    }

    fn __bool__(&self) -> PyResult<bool> {
        Err(PyTypeError::new_err(
            "a query is neither true nor false: combine queries by `&`, `|` and `~`, each in parentheses",
        ))
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.checked.query.hash(&mut hasher);
        hasher.finish()
    }

    fn __str__(&self) -> String {
        self.to_text(None)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Query({})", PyString::new(py, &self.to_text(None)).repr()?))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str, Catalog]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String, Catalog))> {
        Ok((
            py.import("nse_query._pickle")?.getattr("query")?,
            (nse::encode(&self.checked.query), self.catalog.clone()),
        ))
    }
}

impl Query {
    /// One that was built.
    pub fn made(query: nse_query::Query, catalog: Catalog) -> Self {
        Self { checked: query.into(), catalog, source: String::new() }
    }

    /// One that was read from `source`.
    pub fn read(checked: Checked, source: &str, catalog: Catalog) -> Self {
        Self { checked, catalog, source: source.to_owned() }
    }

    /// `query` where it is one, else what the text or JSON `query` says.
    pub fn given(query: &Bound<'_, PyAny>, settings: &Settings) -> PyResult<Self> {
        if let Ok(query) = query.extract::<Self>() {
            return Ok(query);
        }
        read(query.py(), &source(query)?, settings)
    }

    fn joined(
        &self,
        py: Python<'_>,
        other: &Self,
        join: fn([nse_query::Query; 2]) -> Result<nse_query::Query, nse_query::Error>,
    ) -> PyResult<Self> {
        let query = join([self.checked.query.clone(), other.checked.query.clone()])
            .map_err(|error| raise::error(py, &error))?;
        let catalog = if self.catalog.catalog.has_metadata() { &self.catalog } else { &other.catalog };
        Ok(Self::made(query, catalog.clone()))
    }
}

/// A `str`, or a `dict` as its JSON.
fn source(query: &Bound<'_, PyAny>) -> PyResult<String> {
    crate::settings::dumps(query)
}

fn read(py: Python<'_>, source: &str, settings: &Settings) -> PyResult<Query> {
    let checked = settings.compiler().read(source).map_err(|found| raise::query_error(py, source, &found))?;
    Ok(Query::read(checked, source, settings.catalog.clone()))
}

/// Reads a query: filter text, NSE JSON (`str` or `dict`), or a request that carries one. Keyword arguments of other
/// names are the values of the text's parameters; they are never read as filter text. `params` takes them as a `dict`.
///
/// Moving dates such as `today` are those at `now`, an aware `datetime` (without one, the computer's clock), in the time
/// zone `tz`.
///
/// Raises `QueryError` with every mistake, its place and its fix.
///
/// >>> compile("tag = {tag} and rating >= {least}", tag="very important", least=3)
/// Query('tag = "very important" and rating >= 3')
/// >>> compile({"tag": {"is": "vip"}})
/// Query('tag = vip')
#[pyfunction]
#[pyo3(signature = (source: "str | bytes | dict[str, Any]", /, *, catalog=None, now=None, tz=None, week_start="monday", lenient=false, params: "dict[str, Any] | None" = None, **values: "object"))]
pub fn compile(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    catalog: Option<Catalog>,
    now: Option<DateTime<FixedOffset>>,
    tz: Option<TimeZone>,
    week_start: &str,
    lenient: bool,
    params: Option<&Bound<'_, PyDict>>,
    values: Option<&Bound<'_, PyDict>>,
) -> PyResult<Query> {
    let settings = Settings::new(catalog, now, tz, week_start, lenient)?;
    let source = self::source(source)?;
    let arguments = arguments(params, values)?;
    if arguments.is_empty() {
        return read(py, &source, &settings);
    }
    let raise = |found| raise::query_error(py, &source, &found);
    let checked = settings.compiler().template(&source).and_then(|template| template.bind(arguments)).map_err(raise)?;
    Ok(Query::read(checked, &source, settings.catalog))
}

/// The values for parameters, from both ways to give them.
pub fn arguments(
    params: Option<&Bound<'_, PyDict>>,
    values: Option<&Bound<'_, PyDict>>,
) -> PyResult<Vec<(String, nse_query::Argument)>> {
    let given = params.into_iter().chain(values).flat_map(PyDictMethods::iter);
    given.map(|(name, value)| Ok((name.extract()?, argument(&value)?))).collect()
}

/// Every mistake and warning of a query, in order of place, without raising.
///
/// >>> [(found.code, found.start, found.end) for found in check("name = Jon")]
/// [('E0203', 5, 6)]
#[pyfunction]
#[pyo3(signature = (source: "str | bytes | dict[str, Any]", /, *, catalog=None, now=None, tz=None, week_start="monday", lenient=false))]
pub fn check(
    source: &Bound<'_, PyAny>,
    catalog: Option<Catalog>,
    now: Option<DateTime<FixedOffset>>,
    tz: Option<TimeZone>,
    week_start: &str,
    lenient: bool,
) -> PyResult<Vec<Diagnostic>> {
    let settings = Settings::new(catalog, now, tz, week_start, lenient)?;
    let source = self::source(source)?;
    let found = match settings.compiler().read(&source) {
        Ok(checked) => checked.warnings,
        Err(found) => found.into_vec(),
    };
    Ok(Diagnostic::all(&source, &found))
}

/// The query with every certain fix applied, those that keep the evident meaning; `None` where there is none to apply.
///
/// >>> fix("tag == vip && rating > 3")
/// 'tag = vip and rating > 3'
#[pyfunction]
#[pyo3(signature = (source, /, *, catalog=None, lenient=false))]
pub fn fix(source: &str, catalog: Option<Catalog>, lenient: bool) -> Option<String> {
    Compiler::new(&catalog.unwrap_or_default().catalog).lenient(lenient).fix(source)
}

/// Filter text in its one form, comments kept.
///
/// >>> format("NAME contains Jon AND tag is vip")
/// 'name ~ Jon and tag = vip'
#[pyfunction]
#[pyo3(signature = (text, /, *, catalog=None, width=100))]
pub fn format(py: Python<'_>, text: &str, catalog: Option<Catalog>, width: usize) -> PyResult<String> {
    let catalog = catalog.unwrap_or_default();
    let ast = nse_query::text::parse(text).map_err(|found| raise::query_error(py, text, &found))?;
    let style = nse_query::text::Style::new(&catalog.catalog).width(width);
    let printed = nse_query::text::print(&ast, &style);
    Ok(printed.trim_end().to_owned())
}

/// The JSON Schema of NSE JSON with the fields of `catalog`, such as for a tool that an assistant calls.
///
/// >>> schema()["title"]
/// 'NSE query'
#[pyfunction]
#[pyo3(signature = (*, catalog=None) -> "dict[str, Any]")]
pub fn schema(py: Python<'_>, catalog: Option<Catalog>) -> PyResult<Bound<'_, PyAny>> {
    loads(py, &nse::schema(&catalog.unwrap_or_default().catalog).to_string())
}
