//! A compiler as what reads a query in serde's data.

use serde::de::{DeserializeSeed, Deserializer, Error as _};

use super::Compiler;
use crate::nse;
use crate::query::Query;

/// Reads NSE JSON in any of serde's formats, with the compiler's fields and limits; warnings are dropped. The error names
/// every mistake with its JSON pointer.
///
/// # Examples
/// ```
/// use nse_query::{Catalog, Compiler, Query};
/// use serde::de::DeserializeSeed;
///
/// let metadata = r#"{"tabs": [{"members": [
///     {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}}]}]}"#;
/// let compiler = Compiler::new(Catalog::builtin().with_metadata(metadata)?.catalog);
/// let query = compiler.text(r#"custom."Shoe size" > 42"#)?.query;
///
/// let stored = serde_json::to_string(&query)?;
/// assert_eq!(compiler.deserialize(&mut serde_json::Deserializer::from_str(&stored))?, query);
/// // Without the account the field takes texts only.
/// assert!(serde_json::from_str::<Query>(&stored).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl<'de> DeserializeSeed<'de> for &Compiler {
    type Value = Query;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Query, D::Error> {
        let read = self.json(&nse::json_of(deserializer)?);
        read.map(|checked| checked.query).map_err(|found| D::Error::custom(nse::in_one_line(&found)))
    }
}
