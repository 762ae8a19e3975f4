//! What the functions of the module share: with what a query is read.

use chrono::{DateTime, FixedOffset};
use nse_query::value::{Instant, WeekStart, Zone};
use nse_query::{Argument, Compiler};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyInt, PyString};
use pyo3::{type_hint_identifier, type_hint_union};

use crate::catalog::Catalog;
use crate::raise;

/// With what a query is read.
#[derive(Clone)]
pub struct Settings {
    pub catalog: Catalog,
    pub now: Instant,
    pub zone: Zone,
    pub week_start: WeekStart,
    pub lenient: bool,
}

impl Settings {
    /// From the arguments that people give: without `now` the computer's clock tells it, once.
    pub fn new(
        catalog: Option<Catalog>,
        now: Option<DateTime<FixedOffset>>,
        tz: Option<TimeZone>,
        week_start: &str,
        lenient: bool,
    ) -> PyResult<Self> {
        Ok(Self {
            catalog: catalog.unwrap_or_default(),
            now: now.map_or_else(|| std::time::SystemTime::now().into(), Instant::from),
            zone: tz.map_or(Zone::UTC, |tz| tz.0),
            week_start: WeekStart::named(week_start).ok_or_else(|| {
                let days = WeekStart::ALL.map(WeekStart::name).join(", ");
                PyValueError::new_err(format!("week_start: expected one of {days}, found {week_start}"))
            })?,
            lenient,
        })
    }

    pub fn compiler(&self) -> Compiler {
        Compiler::new(&self.catalog.catalog).lenient(self.lenient).now(self.now, self.zone).week_start(self.week_start)
    }
}

/// A time zone, given by its name or as a `zoneinfo.ZoneInfo`.
pub struct TimeZone(Zone);

impl<'py> FromPyObject<'_, 'py> for TimeZone {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("builtins", "str"), type_hint_identifier!("datetime", "tzinfo"));

    fn extract(tz: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = tz.py();
        let name = if tz.is_instance_of::<PyString>() {
            tz.extract::<String>()?
        } else if let Ok(key) = tz.getattr("key") {
            key.extract::<String>()?
        } else if tz.eq(py.import("datetime")?.getattr("timezone")?.getattr("utc")?)? {
            "UTC".to_owned()
        } else {
            return Err(PyTypeError::new_err(
                "expected a time zone's name, such as \"Europe/Berlin\", or a zoneinfo.ZoneInfo",
            ));
        };
        name.parse().map(Self).map_err(|error| raise::error(py, &error))
    }
}

/// A Python value as the library takes it for a parameter or an operand: never read as filter text.
pub fn argument(value: &Bound<'_, PyAny>) -> PyResult<Argument> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Argument::Text(text.to_cow()?.into_owned()));
    }
    // A truth value is an int in Python.
    if value.is_instance_of::<PyBool>() {
        return Ok(Argument::Boolean(value.extract()?));
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(Argument::Number(value.str()?.to_cow()?.into_owned()));
    }
    if value.is_instance_of::<PyFloat>() {
        let number: f64 = value.extract()?;
        if !number.is_finite() {
            return Err(PyValueError::new_err(format!("expected a number, found {number}")));
        }
        return Ok(Argument::Number(value.str()?.to_cow()?.into_owned()));
    }
    if value.is_instance_of::<PyDateTime>() {
        let moment: DateTime<FixedOffset> = value.extract()?;
        return Ok(Argument::Text(Instant::from(moment).to_string()));
    }
    if value.is_instance_of::<PyDate>() {
        return Ok(Argument::Text(value.call_method0("isoformat")?.extract()?));
    }
    if let Ok(items) = value.try_iter()
        && !value.is_instance_of::<PyDict>()
        && !value.is_instance_of::<pyo3::types::PyBytes>()
    {
        return items.map(|item| argument(&item?)).collect::<PyResult<Vec<_>>>().map(Argument::List);
    }
    let class = value.get_type().name()?;
    Err(PyTypeError::new_err(format!(
        "expected a str, an int, a float, a bool, a date, a datetime with a time zone, or a list of them, found {class}"
    )))
}

/// The same as the text that stands for it.
pub fn operand(value: &Bound<'_, PyAny>) -> PyResult<String> {
    match argument(value)? {
        Argument::Text(text) | Argument::Number(text) => Ok(text),
        Argument::Boolean(boolean) => Ok(boolean.to_string()),
        Argument::List(_) => Err(PyTypeError::new_err("expected one value, found several")),
    }
}

/// JSON as Python's own objects.
pub fn loads<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

/// A `str` of JSON, or what Python's `json` makes JSON of.
pub fn dumps(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_cow()?.into_owned());
    }
    if let Ok(bytes) = value.cast::<pyo3::types::PyBytes>() {
        let text = std::str::from_utf8(bytes.as_bytes());
        return text.map(str::to_owned).map_err(|_| PyValueError::new_err("expected UTF-8"));
    }
    value.py().import("json")?.call_method1("dumps", (value,))?.extract()
}
