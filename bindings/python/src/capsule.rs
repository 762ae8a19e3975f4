//! Arrow data between Python's packages without a copy: the Arrow PyCapsule interface.
//!
//! The only unsafe code of the package. What the interface promises about a capsule's pointer is what each block rests on
//! (<https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>): it points to a valid structure of the
//! name's kind, which the one who takes it may move away.
#![allow(unsafe_code)]

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi::{self, FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayReader as _, ArrayRef, RecordBatchReader, make_array};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// The arrays that `data` gives: one, or the chunks of a stream.
pub fn arrays(data: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    if data.hasattr("__arrow_c_array__")? {
        let capsules = data.call_method0("__arrow_c_array__")?;
        let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.cast::<PyTuple>()?.extract()?;
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: the names are checked, so that both point to structures of these kinds, which are moved away.
        let (schema, array) =
            unsafe { (FFI_ArrowSchema::from_raw(schema.as_ptr()), FFI_ArrowArray::from_raw(array.as_ptr())) };
        // SAFETY: they describe one array, as the producer promises.
        let data = unsafe { ffi::from_ffi(array, &schema) }.map_err(wrong)?;
        return Ok(vec![make_array(data)]);
    }
    if data.hasattr("__arrow_c_stream__")? {
        let stream = data.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let stream = stream.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: the name is checked, so that it points to a stream, which is moved away.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
        let reader = ArrayStreamReader::try_new(stream).map_err(wrong)?;
        let kind = reader.field().data_type().clone();
        let arrays = reader.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
        return Ok(if arrays.is_empty() { vec![arrow_array::new_empty_array(&kind)] } else { arrays });
    }
    let class = data.get_type().name()?;
    Err(PyTypeError::new_err(format!("expected Arrow data, such as a pyarrow or Polars column, found {class}")))
}

/// The pair of capsules that gives `array` away.
pub fn export_array<'py>(py: Python<'py>, array: &dyn Array) -> PyResult<Bound<'py, PyTuple>> {
    let (array, schema) = ffi::to_ffi(&array.to_data()).map_err(wrong)?;
    let schema = PyCapsule::new_with_value(py, schema, SCHEMA)?;
    let array = PyCapsule::new_with_value(py, array, ARRAY)?;
    PyTuple::new(py, [schema, array])
}

/// The capsule that gives `batches` away.
pub fn export_stream(py: Python<'_>, batches: Box<dyn RecordBatchReader + Send>) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(batches), STREAM)
}

fn wrong(error: arrow_schema::ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// The same array, shared.
pub fn shared(array: impl Array + 'static) -> ArrayRef {
    Arc::new(array)
}
