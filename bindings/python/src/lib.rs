//! The Python package `nse_query`: the library in Python's own types. Nothing is decided here.

mod arrow;
mod builder;
mod capsule;
mod catalog;
mod complete;
mod contacts;
mod diagnostic;
mod explanation;
mod matcher;
mod query;
mod raise;
mod request;
mod scan;
mod settings;
mod template;

/// What Python calls; `nse_query` gives it out.
#[pyo3::pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use crate::arrow::Mask;
    #[pymodule_export]
    use crate::builder::{Field, Fields};
    #[pymodule_export]
    use crate::catalog::{Catalog, FieldInfo};
    #[pymodule_export]
    use crate::complete::{Completion, Hover, Role, complete, highlight, hover};
    #[pymodule_export]
    use crate::contacts::Contacts;
    #[pymodule_export]
    use crate::diagnostic::{Diagnostic, Edit, Fix, Label, explain_code};
    #[pymodule_export]
    use crate::explanation::Explanation;
    #[pymodule_export]
    use crate::matcher::Matcher;
    #[pymodule_export]
    use crate::query::{MovingDate, Query, check, compile, fix, format, schema};
    #[pymodule_export]
    use crate::request::{Request, guard_deletion};
    #[pymodule_export]
    use crate::scan::{Scan, scan};
    #[pymodule_export]
    use crate::template::{Parameter, Template};
}
