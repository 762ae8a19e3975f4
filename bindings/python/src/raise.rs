//! The library's errors as Python's exceptions, which `nse_query.errors` defines.

use nse_query::diagnostic::render::{self, Report};
use nse_query::{Diagnostics, Error};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::diagnostic::Diagnostic;

/// An instance of the exception `name` made from `arguments`.
fn exception<'py>(
    py: Python<'py>,
    name: &str,
    arguments: impl IntoPyObject<'py, Target = PyTuple, Output = Bound<'py, PyTuple>, Error: Into<PyErr>>,
) -> PyErr {
    let made = py.import("nse_query.errors").and_then(|errors| errors.getattr(name)).and_then(|class| {
        let arguments = arguments.into_pyobject(py).map_err(Into::into)?;
        class.call1(arguments)
    });
    match made {
        Ok(value) => PyErr::from_value(value),
        Err(error) => error,
    }
}

/// `QueryError` for what was found in `source`: its text is the report as people read it.
pub fn query_error(py: Python<'_>, source: &str, found: &Diagnostics) -> PyErr {
    let name = "<query>";
    let report = render::human(&Report { name, source, diagnostics: found.as_slice() }, false);
    let diagnostics = Diagnostic::all(source, found.as_slice());
    exception(py, "QueryError", (report.trim_end(), source, diagnostics))
}

/// `QueryError` for what has no source: a value, a clause.
pub fn error(py: Python<'_>, error: &Error) -> PyErr {
    let mut message = format!("{error} [{}]", error.code());
    for help in error.help() {
        message.push_str("\n  = help: ");
        message.push_str(help);
    }
    let diagnostics = Diagnostic::all("", &[error.clone().at(nse_query::Span::default())]);
    exception(py, "QueryError", (message, "", diagnostics))
}

/// `ContactError` for a contact that cannot be read: its code, and its row or line where it is one of many.
pub fn contact_error(py: Python<'_>, code: &str, message: &str, row: Option<u64>) -> PyErr {
    exception(py, "ContactError", (message, code, row))
}

/// `DeletionRefused`.
pub fn refused(py: Python<'_>, code: &str, message: &str) -> PyErr {
    exception(py, "DeletionRefused", (message, code))
}

/// `ContactError` for a contact of one row or line, or for all of a stream.
pub fn contact(py: Python<'_>, problem: &nse_query::Error, row: Option<u64>) -> PyErr {
    let place = row.map(|row| format!("row {row}: ")).unwrap_or_default();
    contact_error(py, problem.code().name(), &format!("{place}{problem}"), row)
}
