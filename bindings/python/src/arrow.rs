//! Columns of contacts, and the masks that say which of them a query finds.

use std::borrow::Cow;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, BooleanArray, LargeBinaryArray};
use arrow_schema::DataType;
use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple};

use crate::capsule;

/// Which contacts of a column a query finds: `True`, `False`, or `None` where there is no contact or it cannot be read.
///
/// It is Arrow data for every package that takes it (`pyarrow.array(mask)`, `polars.Series(mask)`), and a sequence.
#[pyclass(frozen, sequence, module = "nse_query")]
pub struct Mask {
    pub array: BooleanArray,
}

#[pymethods]
impl Mask {
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.to_list().into_pyobject(py)?.try_iter()?.into_any())
    }

    fn __len__(&self) -> usize {
        self.array.len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<Option<bool>> {
        let length = self.array.len();
        let at = if index < 0 { index.checked_add_unsigned(length) } else { Some(index) };
        match at.and_then(|at| usize::try_from(at).ok()) {
            Some(at) if at < length => Ok(self.array.is_valid(at).then(|| self.array.value(at))),
            _ => Err(PyIndexError::new_err("mask index out of range")),
        }
    }

    /// How many contacts are found.
    fn count_true(&self) -> usize {
        self.array.true_count()
    }

    /// The mask as a list of `True`, `False` and `None`.
    fn to_list(&self) -> Vec<Option<bool>> {
        self.array.iter().collect()
    }

    /// The Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema: "object" = None) -> "tuple[object, object]")]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        // The interface lets a producer give what it has, whatever was asked for.
        let _ = requested_schema;
        capsule::export_array(py, &self.array)
    }

    fn __repr__(&self) -> String {
        format!("<Mask of {}: {} true, {} null>", self.array.len(), self.array.true_count(), self.array.null_count())
    }
}

/// Contacts in JSON, one a row.
pub enum Column {
    Arrow(Vec<Rows>),
    /// A sequence of `str` or `bytes`.
    Python(Vec<Option<Vec<u8>>>),
}

/// One array of rows. Strings are taken as bytes: producers do not check that they are UTF-8.
pub enum Rows {
    Binary(BinaryArray),
    LargeBinary(LargeBinaryArray),
    BinaryView(BinaryViewArray),
    /// Where each row stands among the values.
    Dictionary(Vec<Option<usize>>, Box<Rows>),
    Null(usize),
}

impl Column {
    pub fn new(data: &Bound<'_, PyAny>) -> PyResult<Self> {
        if !data.hasattr("__arrow_c_array__")? && !data.hasattr("__arrow_c_stream__")? {
            let rows = data.try_iter().map_err(|_| unfit(data))?;
            return rows.map(|row| python_row(&row?)).collect::<PyResult<_>>().map(Self::Python);
        }
        capsule::arrays(data)?.iter().map(Rows::new).collect::<PyResult<_>>().map(Self::Arrow)
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Arrow(arrays) => arrays.iter().map(Rows::len).sum(),
            Self::Python(rows) => rows.len(),
        }
    }

    /// Calls `take` with each row, in order, until it fails.
    pub fn each<E>(&self, mut take: impl FnMut(Option<&[u8]>) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Arrow(arrays) => arrays.iter().try_for_each(|rows| rows.each(&mut take)),
            Self::Python(rows) => rows.iter().try_for_each(|row| take(row.as_deref())),
        }
    }
}

impl Rows {
    fn new(array: &ArrayRef) -> PyResult<Self> {
        let rows = match array.data_type() {
            DataType::Null => return Ok(Self::Null(array.len())),
            DataType::Utf8 => Self::Binary(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Self::LargeBinary(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Self::BinaryView(array.as_string_view().clone().to_binary_view()),
            DataType::Binary => Self::Binary(array.as_binary::<i32>().clone()),
            DataType::LargeBinary => Self::LargeBinary(array.as_binary::<i64>().clone()),
            DataType::BinaryView => Self::BinaryView(array.as_binary_view().clone()),
            DataType::Dictionary(..) => return Self::dictionary(array),
            other => {
                return Err(PyTypeError::new_err(format!(
                    "expected a column of strings with a contact in each, found {other}"
                )));
            }
        };
        rows.validate()?;
        Ok(rows)
    }

    fn dictionary(array: &ArrayRef) -> PyResult<Self> {
        let dictionary = array.as_any_dictionary();
        let values = Self::new(dictionary.values())?;
        macro_rules! keys {
            ($($kind:ident $native:ident),*) => {
                match dictionary.keys().data_type() {
                    $(DataType::$native => dictionary
                        .keys()
                        .as_primitive::<$kind>()
                        .iter()
                        .map(|key| key.map(usize::try_from).transpose())
                        .collect::<Result<Vec<_>, _>>()
                        .ok(),)*
                    _ => None,
                }
            };
        }
        let keys = keys!(
            Int8Type Int8, Int16Type Int16, Int32Type Int32, Int64Type Int64,
            UInt8Type UInt8, UInt16Type UInt16, UInt32Type UInt32, UInt64Type UInt64
        );
        match keys.filter(|keys| keys.iter().flatten().all(|&key| key < values.len())) {
            Some(keys) => Ok(Self::Dictionary(keys, Box::new(values))),
            None => Err(PyValueError::new_err("a dictionary column with a key outside its values")),
        }
    }

    /// A wrong offset would reach beyond the buffers.
    fn validate(&self) -> PyResult<()> {
        let data = match self {
            Self::Binary(array) => array.to_data(),
            Self::LargeBinary(array) => array.to_data(),
            Self::BinaryView(array) => array.to_data(),
            Self::Dictionary(..) | Self::Null(_) => return Ok(()),
        };
        data.validate_full().map_err(|error| PyValueError::new_err(error.to_string()))
    }

    fn len(&self) -> usize {
        match self {
            Self::Binary(array) => array.len(),
            Self::LargeBinary(array) => array.len(),
            Self::BinaryView(array) => array.len(),
            Self::Dictionary(keys, _) => keys.len(),
            Self::Null(length) => *length,
        }
    }

    fn get(&self, at: usize) -> Option<&[u8]> {
        match self {
            Self::Binary(array) => array.is_valid(at).then(|| array.value(at)),
            Self::LargeBinary(array) => array.is_valid(at).then(|| array.value(at)),
            Self::BinaryView(array) => array.is_valid(at).then(|| array.value(at)),
            Self::Dictionary(keys, values) => keys.get(at).copied().flatten().and_then(|key| values.get(key)),
            Self::Null(_) => None,
        }
    }

    fn each<E>(&self, take: &mut impl FnMut(Option<&[u8]>) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Binary(array) => array.iter().try_for_each(take),
            Self::LargeBinary(array) => array.iter().try_for_each(take),
            Self::BinaryView(array) => array.iter().try_for_each(take),
            Self::Dictionary(..) | Self::Null(_) => (0..self.len()).try_for_each(|at| take(self.get(at))),
        }
    }
}

fn python_row(row: &Bound<'_, PyAny>) -> PyResult<Option<Vec<u8>>> {
    if row.is_none() {
        return Ok(None);
    }
    bytes(row).map(|bytes| Some(bytes.into_owned()))
}

/// The bytes of a `str` or of `bytes`.
pub fn bytes<'t>(text: &'t Bound<'_, PyAny>) -> PyResult<Cow<'t, [u8]>> {
    if let Ok(text) = text.cast::<PyString>() {
        return Ok(match text.to_cow()? {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        });
    }
    if let Ok(bytes) = text.cast::<PyBytes>() {
        return Ok(Cow::Borrowed(bytes.as_bytes()));
    }
    Err(unfit(text))
}

fn unfit(found: &Bound<'_, PyAny>) -> PyErr {
    let class = found.get_type().name().map_or_else(|_| "another object".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("expected Arrow data or a list of str or bytes with a contact in each, found {class}"))
}
