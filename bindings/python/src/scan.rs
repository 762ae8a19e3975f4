//! Files and streams of contacts.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::builder::StringBuilder;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use nse_query::eval::{Reader, read};
use pyo3::exceptions::{PyOSError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyList, PyString, PyTuple};

use crate::capsule;
use crate::matcher::Matcher;
use crate::raise;

/// The contacts of files that a query finds, one after another, as JSON. It is read as it is asked for, in memory that
/// does not grow with the files. It is Arrow data too, of one column `contact`.
#[pyclass(frozen, module = "nse_query")]
pub struct Scan {
    stream: Arc<Mutex<Stream>>,
}

type Raw = Box<dyn Read + Send>;

enum Source {
    Path(PathBuf),
    File(Py<PyAny>),
}

struct Stream {
    sources: VecDeque<Source>,
    reader: Option<Reader<Raw>>,
    matcher: Matcher,
    strict: bool,
    /// Of the batch that was read last.
    found: VecDeque<(String, String)>,
    read: u64,
    matched: u64,
    malformed: u64,
}

/// Why a scan stops.
enum Stop {
    Input(io::Error),
    Record { line: u64, problem: nse_query::Error },
}

impl Stop {
    fn raise(self, py: Python<'_>) -> PyErr {
        match self {
            Self::Input(error) => match error.downcast::<PyErr>() {
                Ok(raised) => raised,
                Err(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<nse_query::Error>()) {
                    Some(problem) => raise::contact(py, problem, None),
                    None => PyOSError::new_err(error.to_string()),
                },
            },
            Self::Record { line, problem } => {
                raise::contact_error(py, problem.code().name(), &format!("line {line}: {problem}"), Some(line))
            }
        }
    }
}

/// A file object of Python, read with the interpreter attached.
struct FileObject(Py<PyAny>);

impl Read for FileObject {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Python::attach(|py| {
            let data = self.0.call_method1(py, "read", (buffer.len(),)).map_err(io::Error::other)?;
            let bytes = data.bind(py).cast::<PyBytes>().map_err(|_| {
                io::Error::other(PyTypeError::new_err(
                    "expected a file opened in binary mode, such as by open(path, \"rb\")",
                ))
            })?;
            let bytes = bytes.as_bytes();
            let room =
                buffer.get_mut(..bytes.len()).ok_or_else(|| io::Error::other("read() gave more than was asked for"))?;
            room.copy_from_slice(bytes);
            Ok(bytes.len())
        })
    }
}

impl Stream {
    /// Reads until something is found, or to the end.
    fn fill(&mut self) -> Result<bool, Stop> {
        while self.found.is_empty() {
            let Some(reader) = &mut self.reader else {
                let Some(source) = self.sources.pop_front() else { return Ok(false) };
                let raw: Raw = match source {
                    Source::Path(path) => Box::new(File::open(&path).map_err(|error| named(&path, &error))?),
                    Source::File(file) => Box::new(FileObject(file)),
                };
                self.reader = Some(Reader::new(read::decompress(raw, read::MAX_RATIO).map_err(Stop::Input)?));
                continue;
            };
            let Some(batch) = reader.next_batch().map_err(Stop::Input)? else {
                self.reader = None;
                continue;
            };
            for record in batch.judge(&self.matcher.matcher) {
                self.read += 1;
                match record.read {
                    Ok(verdict) if verdict.matched => {
                        self.matched += 1;
                        self.found.push_back((verdict.id.into_owned(), record.text.to_owned()));
                    }
                    Ok(_) => {}
                    Err(problem) if self.strict => return Err(Stop::Record { line: record.line, problem }),
                    Err(_) => self.malformed += 1,
                }
            }
        }
        Ok(true)
    }
}

fn named(path: &std::path::Path, error: &io::Error) -> Stop {
    Stop::Input(io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}

impl Scan {
    fn with<T>(&self, py: Python<'_>, run: impl FnOnce(&mut Stream) -> Result<T, Stop> + Send) -> PyResult<T>
    where
        T: Send,
    {
        let ran = py.detach(|| run(&mut self.stream.lock().unwrap_or_else(PoisonError::into_inner)));
        ran.map_err(|stop| stop.raise(py))
    }
}

#[pymethods]
impl Scan {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<String>> {
        self.with(py, |stream| {
            stream.fill()?;
            Ok(stream.found.pop_front().map(|(_, contact)| contact))
        })
    }

    /// The ids of the contacts that are still to come.
    fn ids(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        self.with(py, |stream| {
            let mut ids = Vec::new();
            while stream.fill()? {
                ids.extend(stream.found.drain(..).map(|(id, _)| id));
            }
            Ok(ids)
        })
    }

    /// How many contacts are still to come.
    fn count(&self, py: Python<'_>) -> PyResult<usize> {
        self.with(py, |stream| {
            let mut count = 0;
            while stream.fill()? {
                count += stream.found.drain(..).count();
            }
            Ok(count)
        })
    }

    /// How many contacts were read so far, those that cannot be read included.
    #[getter]
    fn read(&self, py: Python<'_>) -> PyResult<u64> {
        self.with(py, |stream| Ok(stream.read))
    }

    /// How many of them the query found.
    #[getter]
    fn matched(&self, py: Python<'_>) -> PyResult<u64> {
        self.with(py, |stream| Ok(stream.matched))
    }

    /// How many of them cannot be read.
    #[getter]
    fn malformed(&self, py: Python<'_>) -> PyResult<u64> {
        self.with(py, |stream| Ok(stream.malformed))
    }

    /// The Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema: "object" = None) -> "object")]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let schema = Arc::new(Schema::new(vec![Field::new("contact", DataType::Utf8, false)]));
        let (stream, of) = (Arc::clone(&self.stream), Arc::clone(&schema));
        let batches = std::iter::from_fn(move || {
            let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
            match stream.fill() {
                Ok(false) => None,
                Ok(true) => {
                    let mut contacts = StringBuilder::new();
                    stream.found.drain(..).for_each(|(_, contact)| contacts.append_value(contact));
                    Some(RecordBatch::try_new(Arc::clone(&of), vec![capsule::shared(contacts.finish())]))
                }
                Err(stop) => {
                    Some(Err(ArrowError::ExternalError(Python::attach(|py| stop.raise(py).to_string()).into())))
                }
            }
        });
        capsule::export_stream(py, Box::new(RecordBatchIterator::new(batches, schema)))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        self.with(py, |stream| {
            Ok(format!("<Scan: {} read, {} matched, {} malformed>", stream.read, stream.matched, stream.malformed))
        })
    }
}

/// The contacts that a query finds in files as the service sends them: pages, lists, or one contact a line; plain, gzip
/// or zstd. `files` is a path, a file opened in binary mode, or a list of these; `query` a `Matcher`, or what makes one.
///
/// A record that cannot be read is counted in `malformed`; with `strict=True` it raises `ContactError` with its line.
///
/// >>> import io
/// >>> pages = io.BytesIO(b'{"resources": [{"id": "a", "tags": ["vip"]}, {"id": "b"}]} {"id": "c", "tags": ["VIP"]}')
/// >>> scan(pages, "tag = vip").ids()
/// ['a', 'c']
#[pyfunction]
#[pyo3(signature = (files: "object", query: "str | bytes | dict[str, Any] | Query | Matcher", /, *, strict=false))]
pub fn scan(files: &Bound<'_, PyAny>, query: &Bound<'_, PyAny>, strict: bool) -> PyResult<Scan> {
    let py = files.py();
    let matcher = match query.extract::<Matcher>() {
        Ok(matcher) => matcher,
        Err(_) => py.get_type::<Matcher>().call1((query,))?.extract()?,
    };
    let several = files.is_instance_of::<PyList>() || files.is_instance_of::<PyTuple>();
    let sources = if several {
        files.try_iter()?.map(|file| source(&file?)).collect::<PyResult<_>>()?
    } else {
        VecDeque::from([source(files)?])
    };
    let stream =
        Stream { sources, reader: None, matcher, strict, found: VecDeque::new(), read: 0, matched: 0, malformed: 0 };
    Ok(Scan { stream: Arc::new(Mutex::new(stream)) })
}

fn source(file: &Bound<'_, PyAny>) -> PyResult<Source> {
    if file.hasattr("read")? && !file.is_instance_of::<PyString>() {
        return Ok(Source::File(file.clone().unbind()));
    }
    file.extract()
        .map(Source::Path)
        .map_err(|_| PyTypeError::new_err("expected a path or a file opened in binary mode"))
}
