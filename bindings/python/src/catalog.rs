//! The fields that queries may name.

use std::sync::Arc;

use nse_query::catalog::FieldRef;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::diagnostic::Diagnostic;
use crate::raise;
use crate::settings::dumps;

/// The fields that queries may name: the documented ones, and those of an account where its metadata is given, as a
/// `dict`, a `list` or the JSON that the service returned. Several pieces of metadata may be given.
///
/// >>> catalog = Catalog({"tabs": [{"members": [
/// ...     {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}}]}]})
/// >>> compile("Shoe size > 42", catalog=catalog)
/// Query('custom."Shoe size" > 42')
#[pyclass(frozen, from_py_object, module = "nse_query")]
#[derive(Clone, Default)]
pub struct Catalog {
    pub catalog: nse_query::Catalog,
    origin: Arc<Origin>,
}

#[derive(Clone, Default)]
struct Origin {
    /// What it was made from.
    metadata: Vec<String>,
    /// What looked odd in that.
    warnings: Vec<Diagnostic>,
}

#[pymethods]
impl Catalog {
    #[new]
    #[pyo3(signature = (*metadata: "str | bytes | dict[str, Any] | list[Any]"))]
    fn new(py: Python<'_>, metadata: &Bound<'_, PyTuple>) -> PyResult<Self> {
        let (mut catalog, mut origin) = (nse_query::Catalog::default(), Origin::default());
        for metadata in metadata {
            let json = dumps(&metadata)?;
            let loaded = catalog.with_metadata(&json).map_err(|found| raise::query_error(py, &json, &found))?;
            catalog = loaded.catalog;
            origin.warnings.extend(Diagnostic::all(&json, &loaded.warnings));
            origin.metadata.push(json);
        }
        Ok(Self { catalog, origin: Arc::new(origin) })
    }

    /// What looked odd in the metadata.
    #[getter]
    fn warnings(&self) -> Vec<Diagnostic> {
        self.origin.warnings.clone()
    }

    /// Every field, in the order of the documentation, the account's own last.
    fn fields(&self) -> Vec<FieldInfo> {
        self.catalog.fields().map(|field| FieldInfo::of(&field)).collect()
    }

    /// The field that `name` means in filter text, or `None`.
    ///
    /// >>> Catalog().field("last name").operators
    /// ['is', 'is_not', 'contain', 'not_contain', 'starts_with', 'is_empty', 'in']
    fn field(&self, name: &str) -> Option<FieldInfo> {
        self.catalog.field(name).map(|field| FieldInfo::of(&field))
    }

    fn __len__(&self) -> usize {
        self.catalog.fields().count()
    }

    fn __contains__(&self, name: &str) -> bool {
        self.catalog.field(name).is_some()
    }

    fn __repr__(&self) -> String {
        format!("<Catalog of {} fields>", self.catalog.fields().count())
    }

    #[pyo3(signature = () -> "tuple[str, ...]")]
    fn __getnewargs__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.origin.metadata)
    }
}

/// What is known of a field.
#[pyclass(frozen, get_all, module = "nse_query")]
#[derive(Clone)]
pub struct FieldInfo {
    /// As filter text writes it.
    name: String,
    /// As NSE JSON writes it.
    json: String,
    /// What it holds: `text`, `number`, `datetime`, …
    kind: String,
    /// The operators that it supports, as NSE JSON names them.
    operators: Vec<String>,
    /// Whether a contact may have several values.
    multiple: bool,
    /// Whether it is one of the account's own.
    custom: bool,
    /// The entries of a drop-down by id and label, where the metadata told them.
    choices: Vec<(String, String)>,
    /// A clause that shows its use.
    example: String,
}

#[pymethods]
impl FieldInfo {
    fn __repr__(&self) -> String {
        format!("<FieldInfo {}: {}>", self.name, self.kind)
    }
}

impl FieldInfo {
    fn of(field: &FieldRef) -> Self {
        Self {
            name: field.text().into_owned(),
            json: field.json.clone().into_owned(),
            kind: field.kind.name().to_owned(),
            operators: field.operators.iter().map(|operator| operator.json().to_owned()).collect(),
            multiple: field.multiple,
            custom: field.custom,
            choices: field.choices.iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect(),
            example: field.example.clone().into_owned(),
        }
    }
}
