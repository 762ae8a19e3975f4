//! Queries built from Python expressions.

use nse_query::dynamic::{self, Asked};
use nse_query::value::DayMonth;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pyclass::CompareOp;

use crate::catalog::Catalog;
use crate::query::Query;
use crate::raise;
use crate::settings::operand;

/// The fields, by attribute or by name: `f.tag`, `f.last_name`, `f["Shoe size"]`. Each takes the comparisons that its
/// field supports; a wrong pair raises `QueryError` at once.
///
/// >>> f = Fields()
/// >>> (f.tag == "vip") & ~f.email.is_empty() & f.created.in_last(3, "month")
/// Query('tag = vip and not email is empty and created in last 3 months')
/// >>> f.name == "Jon"
/// Traceback (most recent call last):
///     ...
/// nse_query.errors.QueryError: `name` does not support `=` [E0203]
#[pyclass(frozen, module = "nse_query")]
#[derive(Default)]
pub struct Fields {
    catalog: Catalog,
}

#[pymethods]
impl Fields {
    #[new]
    #[pyo3(signature = (catalog=None))]
    fn new(catalog: Option<Catalog>) -> Self {
        Self { catalog: catalog.unwrap_or_default() }
    }

    fn __getattr__(&self, py: Python<'_>, name: &str) -> PyResult<Field> {
        // Python asks for such names itself, as when it copies.
        if name.starts_with("__") {
            return Err(pyo3::exceptions::PyAttributeError::new_err(name.to_owned()));
        }
        self.__getitem__(py, &name.replace('_', " "))
    }

    fn __getitem__(&self, py: Python<'_>, name: &str) -> PyResult<Field> {
        let asked = dynamic::field(&self.catalog.catalog, name).map_err(|error| raise::error(py, &error))?;
        Ok(Field { asked, catalog: self.catalog.clone() })
    }

    /// A custom field that no metadata names.
    fn custom(&self, py: Python<'_>, name: &str) -> PyResult<Field> {
        let asked = dynamic::custom(&self.catalog.catalog, name).map_err(|error| raise::error(py, &error))?;
        Ok(Field { asked, catalog: self.catalog.clone() })
    }
}

/// One field, to be compared.
#[pyclass(frozen, module = "nse_query")]
pub struct Field {
    asked: Asked,
    catalog: Catalog,
}

#[pymethods]
impl Field {
    fn __richcmp__(&self, py: Python<'_>, value: &Bound<'_, PyAny>, compare: CompareOp) -> PyResult<Query> {
        let operator = match compare {
            CompareOp::Eq => "is",
            CompareOp::Ne => "is_not",
            CompareOp::Lt => "lt",
            CompareOp::Le => "lte",
            CompareOp::Gt => "gt",
            CompareOp::Ge => "gte",
        };
        self.one(py, operator, value)
    }

    fn __hash__(&self) -> PyResult<isize> {
        Err(PyTypeError::new_err("unhashable type: 'Field'"))
    }

    /// Has one of these words.
    fn contains(&self, py: Python<'_>, words: &str) -> PyResult<Query> {
        self.made(py, "contain", |compared| compared.value(words))
    }

    /// Has none of these words.
    fn not_contains(&self, py: Python<'_>, words: &str) -> PyResult<Query> {
        self.made(py, "not_contain", |compared| compared.value(words))
    }

    /// Has a word that begins so.
    fn starts_with(&self, py: Python<'_>, prefix: &str) -> PyResult<Query> {
        self.made(py, "starts_with", |compared| compared.value(prefix))
    }

    /// Has no value.
    fn is_empty(&self, py: Python<'_>) -> PyResult<Query> {
        self.made(py, "is_empty", |compared| compared.empty(true))
    }

    /// Has a value.
    fn is_not_empty(&self, py: Python<'_>) -> PyResult<Query> {
        self.made(py, "is_empty", |compared| compared.empty(false))
    }

    /// Is one of `values`.
    #[pyo3(signature = (values, /))]
    fn is_in(&self, py: Python<'_>, values: &Bound<'_, PyAny>) -> PyResult<Query> {
        self.list(py, "in", values)
    }

    /// Is none of `values`.
    #[pyo3(signature = (values, /))]
    fn not_in(&self, py: Python<'_>, values: &Bound<'_, PyAny>) -> PyResult<Query> {
        self.list(py, "not_in", values)
    }

    /// Lies between two numbers, days or times, both included. Days of any year are written `20 Dec`.
    ///
    /// >>> Fields().birthday.between("20 Dec", "6 Jan")
    /// Query('birthday in 20 Dec..6 Jan')
    #[pyo3(signature = (start: "object", end: "object", /))]
    fn between(&self, py: Python<'_>, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<Query> {
        let (start, end) = (operand(start)?, operand(end)?);
        if let (Ok(start), Ok(end)) = (start.parse::<DayMonth>(), end.parse::<DayMonth>()) {
            return self.made(py, "day_month_range", |compared| compared.days(start, end));
        }
        self.made(py, "range", |compared| compared.range(&start, &end))
    }

    /// Does not lie between them.
    #[pyo3(signature = (start: "object", end: "object", /))]
    fn not_between(&self, py: Python<'_>, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<Query> {
        let (start, end) = (operand(start)?, operand(end)?);
        self.made(py, "not_in_range", |compared| compared.range(&start, &end))
    }

    /// Lies within so many `second`s, `day`s, `week`s, `month`s or `year`s before now.
    fn in_last(&self, py: Python<'_>, quantity: u32, unit: &str) -> PyResult<Query> {
        self.made(py, "in_the_last", |compared| compared.last(quantity, unit))
    }

    /// Does not.
    fn not_in_last(&self, py: Python<'_>, quantity: u32, unit: &str) -> PyResult<Query> {
        self.made(py, "not_in_the_last", |compared| compared.last(quantity, unit))
    }

    /// The operators that the field supports, as NSE JSON names them.
    #[getter]
    fn operators(&self) -> Vec<&'static str> {
        self.asked.operators().map(nse_query::Operator::json).collect()
    }

    fn __repr__(&self) -> String {
        format!("<Field {}>", self.asked.field().text())
    }
}

impl Field {
    fn one(&self, py: Python<'_>, operator: &str, value: &Bound<'_, PyAny>) -> PyResult<Query> {
        let value = operand(value)?;
        self.made(py, operator, |compared| compared.value(&value))
    }

    fn list(&self, py: Python<'_>, operator: &str, values: &Bound<'_, PyAny>) -> PyResult<Query> {
        if values.is_instance_of::<pyo3::types::PyString>() {
            return Err(PyTypeError::new_err("expected a list of values, found a str"));
        }
        let values = values.try_iter()?.map(|value| operand(&value?)).collect::<PyResult<Vec<_>>>()?;
        self.made(py, operator, |compared| compared.values(values.iter().map(String::as_str)))
    }

    fn made(
        &self,
        py: Python<'_>,
        operator: &str,
        make: impl FnOnce(&dynamic::Compared) -> Result<nse_query::Query, nse_query::Error>,
    ) -> PyResult<Query> {
        let made = self.asked.op(operator).and_then(|compared| make(&compared));
        Ok(Query::made(made.map_err(|error| raise::error(py, &error))?, self.catalog.clone()))
    }
}
