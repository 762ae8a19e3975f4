//! Contacts that are kept to be asked often.

use nse_query::eval::PreparedContacts;
use pyo3::prelude::*;

use crate::arrow::Column;
use crate::matcher::Matcher;
use crate::raise;

/// Contacts that were read once and answer any number of queries fast.
///
/// It takes what `Matcher.mask` takes: Arrow data of strings, or a list of `str` or `bytes`, with one contact in each.
/// Nulls are left out.
///
/// >>> contacts = Contacts(['{"id": "1", "tags": ["vip"]}', '{"id": "2"}'])
/// >>> contacts.find("tag = vip")
/// ['1']
/// >>> contacts.count("tag != vip")
/// 1
#[pyclass(frozen, module = "nse_query")]
pub struct Contacts {
    contacts: PreparedContacts,
}

#[pymethods]
impl Contacts {
    #[new]
    #[pyo3(signature = (data: "object", /))]
    fn new(py: Python<'_>, data: &Bound<'_, PyAny>) -> PyResult<Self> {
        let column = Column::new(data)?;
        let built = py.detach(|| {
            let mut builder = PreparedContacts::builder();
            let mut number = 0;
            column.each(|row| {
                let read = match row.map(std::str::from_utf8) {
                    None => Ok(()),
                    Some(Ok(json)) => builder.push(json).map_err(|problem| (number, Some(problem))),
                    Some(Err(_)) => Err((number, None)),
                };
                number += 1;
                read
            })?;
            Ok(builder.finish())
        });
        match built {
            Ok(contacts) => Ok(Self { contacts }),
            Err((row, Some(problem))) => Err(raise::contact(py, &problem, Some(row))),
            Err((row, None)) => Err(raise::contact_error(py, "E0407", &format!("row {row}: not UTF-8"), Some(row))),
        }
    }

    /// The ids of the contacts that `query`, a `Matcher` or what makes one, finds, in the order they came in.
    #[pyo3(signature = (query: "str | bytes | dict[str, Any] | Query | Matcher", /))]
    fn find(&self, py: Python<'_>, query: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
        let matcher = matcher(query)?;
        Ok(py.detach(|| {
            self.contacts
                .find(&matcher.matcher)
                .filter_map(|number| self.contacts.id(number).map(str::to_owned))
                .collect()
        }))
    }

    /// How many it finds.
    #[pyo3(signature = (query: "str | bytes | dict[str, Any] | Query | Matcher", /))]
    fn count(&self, py: Python<'_>, query: &Bound<'_, PyAny>) -> PyResult<usize> {
        let matcher = matcher(query)?;
        Ok(py.detach(|| self.contacts.find(&matcher.matcher).count()))
    }

    fn __len__(&self) -> usize {
        self.contacts.len()
    }

    fn __repr__(&self) -> String {
        format!("<Contacts: {}>", self.contacts.len())
    }
}

fn matcher(query: &Bound<'_, PyAny>) -> PyResult<Matcher> {
    match query.extract() {
        Ok(matcher) => Ok(matcher),
        Err(_) => Ok(query.py().get_type::<Matcher>().call1((query,))?.extract()?),
    }
}
