//! Which contacts a query finds.

use std::borrow::Cow;

use arrow_array::builder::BooleanBuilder;
use chrono::{DateTime, FixedOffset};
use nse_query::eval::{self, Contact, Context, SavedSearches, TokenMatch};
use nse_query::nse;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};

use crate::arrow::{Column, Mask, bytes};
use crate::catalog::Catalog;
use crate::explanation::Explanation;
use crate::query::Query;
use crate::raise;
use crate::settings::{Settings, TimeZone, dumps};

/// A query ready to be asked about contacts, as the service sends them: a `dict`, or its JSON as `str` or `bytes`.
///
/// What it depends on is fixed when it is made, and travels with it when it is pickled: `now`, an aware `datetime`
/// (without one, the computer's clock), the time zone `tz`, the id of the `user` whom `user last contacted` means, the
/// service's listing of `saved_searches`, and `token_match`, `any` or `all` of the words of `contain`.
///
/// >>> matcher = Matcher("tag = vip and name ~ jon")
/// >>> matcher.matches({"id": "1", "tags": [{"tag": "VIP"}], "fields": {"first name": [{"value": "Jón"}]}})
/// True
#[pyclass(frozen, from_py_object, module = "nse_query")]
#[derive(Clone)]
pub struct Matcher {
    pub matcher: eval::Matcher,
    query: Query,
    settings: Settings,
    user: Option<String>,
    saved_searches: Option<String>,
    token_match: TokenMatch,
}

#[pymethods]
impl Matcher {
    #[new]
    #[pyo3(signature = (query: "str | bytes | dict[str, Any] | Query", /, *, now=None, tz=None, week_start="monday", user=None, catalog=None, saved_searches: "str | bytes | dict[str, Any] | None" = None, lenient=false, token_match="any"))]
    fn new(
        py: Python<'_>,
        query: &Bound<'_, PyAny>,
        now: Option<DateTime<FixedOffset>>,
        tz: Option<TimeZone>,
        week_start: &str,
        user: Option<String>,
        catalog: Option<Catalog>,
        saved_searches: Option<&Bound<'_, PyAny>>,
        lenient: bool,
        token_match: &str,
    ) -> PyResult<Self> {
        let catalog = catalog.or_else(|| query.extract::<Query>().ok().map(|query| query.catalog));
        let settings = Settings::new(catalog, now, tz, week_start, lenient)?;
        let query = Query::given(query, &settings)?;
        let token_match = match token_match {
            "any" => TokenMatch::Any,
            "all" => TokenMatch::All,
            _ => return Err(PyValueError::new_err(format!("token_match: expected any or all, found {token_match}"))),
        };
        let saved_searches = saved_searches.map(dumps).transpose()?;
        let mut context =
            Context::at(settings.now).zone(settings.zone).token_match(token_match).compiler(settings.compiler());
        if let Some(user) = &user {
            context = context.user(user).map_err(|error| raise::error(py, &error))?;
        }
        if let Some(listing) = &saved_searches {
            let searches = SavedSearches::parse(listing).map_err(|error| raise::error(py, &error))?;
            context = context.saved_searches(searches);
        }
        let matcher = eval::Matcher::new(&query.checked.query, &context).map_err(|error| raise::error(py, &error))?;
        Ok(Self { matcher, query, settings, user, saved_searches, token_match })
    }

    /// Whether the query finds this contact. Raises `ContactError` where it cannot be read.
    #[pyo3(signature = (contact: "str | bytes | dict[str, Any]", /))]
    fn matches(&self, py: Python<'_>, contact: &Bound<'_, PyAny>) -> PyResult<bool> {
        let json = json_of(contact)?;
        self.matcher.matches_str(&json).map_err(|problem| raise::contact(py, &problem, None))
    }

    /// Why the query finds this contact, or why not, clause by clause; printed, it is a tree.
    ///
    /// >>> print(Matcher("tag = vip or rating > 3").why({"id": "1", "tags": [{"tag": "VIP"}]}))
    /// ✓ any of:
    ///   ✓ tag = vip  «VIP»
    ///   ✗ rating > 3
    #[pyo3(signature = (contact: "str | bytes | dict[str, Any]", /))]
    fn why(&self, py: Python<'_>, contact: &Bound<'_, PyAny>) -> PyResult<Explanation> {
        let json = json_of(contact)?;
        let contact = Contact::parse(&json).map_err(|problem| raise::contact(py, &problem, None))?;
        Ok(self.matcher.explain(&contact).into())
    }

    /// Which rows of `data` the query finds: Arrow data of strings (`pyarrow`, Polars, pandas, DuckDB, …), or a list of
    /// `str` or `bytes`, with one contact in each. A null stays null.
    ///
    /// A row that cannot be read raises `ContactError` with its number; with `strict=False` it is null. Other threads run
    /// in the meantime.
    ///
    /// >>> mask = Matcher("tag = vip").mask(['{"id": "1", "tags": ["vip"]}', '{"id": "2"}', None])
    /// >>> mask.to_list()
    /// [True, False, None]
    #[pyo3(signature = (data: "object", /, *, strict=true))]
    fn mask(&self, py: Python<'_>, data: &Bound<'_, PyAny>, strict: bool) -> PyResult<Mask> {
        let column = Column::new(data)?;
        py.detach(|| self.masked(&column, strict)).map_err(|(row, problem)| match problem {
            Some(problem) => raise::contact(py, &problem, Some(row)),
            None => raise::contact_error(py, "E0407", &format!("row {row}: not UTF-8"), Some(row)),
        })
    }

    /// The rows of each batch that the query finds: for `mapInArrow` of Spark and whatever else hands out batches. `column`
    /// is the number or the name of the column of contacts. It needs `pyarrow`.
    #[pyo3(signature = (batches: "Any", /, column: "int | str | None" = None, *, strict=true) -> "Any")]
    fn filter_batches<'py>(
        slf: Bound<'py, Self>,
        batches: Bound<'py, PyAny>,
        column: Option<Bound<'py, PyAny>>,
        strict: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        py.import("nse_query._batches")?.getattr("filter_batches")?.call1((slf, batches, column, strict))
    }

    /// The query.
    #[getter]
    fn query(&self) -> Query {
        self.query.clone()
    }

    /// The present that it was made with.
    #[getter]
    fn now(&self) -> DateTime<chrono::Utc> {
        self.settings.now.into()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let query = Bound::new(py, self.query.clone())?.repr()?;
        Ok(format!("<Matcher of {query}>"))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str, dict[str, Any]]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        let given = PyDict::new(py);
        given.set_item("now", DateTime::<chrono::Utc>::from(self.settings.now))?;
        given.set_item("tz", self.settings.zone.name())?;
        given.set_item("week_start", self.settings.week_start.name())?;
        given.set_item("user", &self.user)?;
        given.set_item("catalog", self.settings.catalog.clone())?;
        given.set_item("saved_searches", &self.saved_searches)?;
        given.set_item("lenient", self.settings.lenient)?;
        given.set_item("token_match", if self.token_match == TokenMatch::All { "all" } else { "any" })?;
        let restore = py.import("nse_query._pickle")?.getattr("matcher")?;
        Ok((restore, (nse::encode(&self.query.checked.query), given)))
    }
}

/// A function, and the query and the options that it is called with.
type Pickled<'py> = (Bound<'py, PyAny>, (String, Bound<'py, PyDict>));

impl Matcher {
    /// The mask, or the first row that cannot be read, and why: not UTF-8 where nothing else is said.
    fn masked(&self, column: &Column, strict: bool) -> Result<Mask, (u64, Option<nse_query::Error>)> {
        let mut mask = BooleanBuilder::with_capacity(column.len());
        let mut number = 0;
        column.each(|row| {
            let read = match row {
                None => {
                    mask.append_null();
                    number += 1;
                    return Ok(());
                }
                Some(row) => match std::str::from_utf8(row) {
                    Ok(json) => self.matcher.matches_str(json).map_err(Some),
                    Err(_) => Err(None),
                },
            };
            match read {
                Ok(matched) => mask.append_value(matched),
                Err(problem) if strict => return Err((number, problem)),
                Err(_) => mask.append_null(),
            }
            number += 1;
            Ok(())
        })?;
        Ok(Mask { array: mask.finish() })
    }
}

/// A contact's JSON.
fn json_of<'t>(contact: &'t Bound<'_, PyAny>) -> PyResult<Cow<'t, str>> {
    if !contact.is_instance_of::<PyString>() && !contact.is_instance_of::<PyBytes>() {
        return dumps(contact).map(Cow::Owned);
    }
    let text = match bytes(contact)? {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).ok(),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).ok(),
    };
    text.ok_or_else(|| raise::contact_error(contact.py(), "E0407", "not UTF-8", None))
}
