//! Templates: a text with parameters, checked once.

use chrono::{DateTime, FixedOffset};
use nse_query::{Columns, LineIndex};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, characters};
use crate::query::{Query, arguments};
use crate::raise;
use crate::settings::{Settings, TimeZone};

/// A filter text with parameters, such as `{tag}`, checked once and bound to values as often as needed. A value is never
/// read as filter text, so that it cannot change what the query asks.
///
/// >>> template = Template("tag = {tag} and email in {emails}")
/// >>> print(template.bind(tag="x) or (tag = all", emails=["a@x.com", "b@x.com"]))
/// tag = "x) or (tag = all" and email in (a@x.com, b@x.com)
#[pyclass(frozen, module = "nse_query")]
pub struct Template {
    template: nse_query::Template,
    settings: Settings,
}

/// A place of a template that takes a value.
#[pyclass(frozen, get_all, module = "nse_query")]
#[derive(Clone)]
pub struct Parameter {
    /// The name, without braces.
    name: String,
    /// The field that it is compared with.
    field: String,
    /// What is to be given: `text`, `number`, `datetime`, …
    kind: String,
    /// Whether it takes a list.
    list: bool,
    /// The first character of its place.
    start: usize,
    /// The character after the last.
    end: usize,
}

#[pymethods]
impl Parameter {
    fn __repr__(&self) -> String {
        format!("<Parameter {}: {}{}>", self.name, if self.list { "list of " } else { "" }, self.kind)
    }
}

#[pymethods]
impl Template {
    #[new]
    #[pyo3(signature = (text, /, *, catalog=None, now=None, tz=None, week_start="monday", lenient=false))]
    fn new(
        py: Python<'_>,
        text: &str,
        catalog: Option<Catalog>,
        now: Option<DateTime<FixedOffset>>,
        tz: Option<TimeZone>,
        week_start: &str,
        lenient: bool,
    ) -> PyResult<Self> {
        let settings = Settings::new(catalog, now, tz, week_start, lenient)?;
        let template = settings.compiler().template(text).map_err(|found| raise::query_error(py, text, &found))?;
        Ok(Self { template, settings })
    }

    /// The text.
    #[getter]
    fn text(&self) -> &str {
        self.template.text()
    }

    /// The places that take values, in order.
    #[getter]
    fn parameters(&self) -> Vec<Parameter> {
        let lines = LineIndex::new(self.template.text());
        let parameter = |parameter: &nse_query::Parameter| {
            let (start, end) = characters(&lines, parameter.span);
            Parameter {
                name: parameter.name.clone(),
                field: parameter.field.text().into_owned(),
                kind: parameter.kind.name().to_owned(),
                list: parameter.list,
                start,
                end,
            }
        };
        self.template.parameters().iter().map(parameter).collect()
    }

    /// What looks odd about the text whatever is given.
    #[getter]
    fn warnings(&self) -> Vec<Diagnostic> {
        Diagnostic::all(self.template.text(), self.template.warnings())
    }

    /// The query with these values, by keyword or as a `dict`. With `now`, moving dates are those at that time.
    ///
    /// Raises `QueryError` with places in the template's text.
    #[pyo3(signature = (params: "dict[str, Any] | None" = None, /, *, now=None, **values: "object"))]
    fn bind(
        &self,
        py: Python<'_>,
        params: Option<&Bound<'_, PyDict>>,
        now: Option<DateTime<FixedOffset>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Query> {
        let given = arguments(params, values)?;
        let bound = match now {
            Some(now) => self.template.bind_at(now.into(), self.settings.zone, given),
            None => self.template.bind(given),
        };
        let text = self.template.text();
        let checked = bound.map_err(|found| raise::query_error(py, text, &found))?;
        Ok(Query::read(checked, text, self.settings.catalog.clone()))
    }

    fn __repr__(&self) -> String {
        let characters = LineIndex::new(self.template.text()).count(usize::MAX, Columns::Characters);
        format!("<Template of {characters} characters, {} parameters>", self.template.parameters().len())
    }
}
