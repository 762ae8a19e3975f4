//! The shapes in which trees, diagnostics, completions, hovers and roles are serialized, for user interfaces in other languages:
//! as JSON Schema (draft 2020-12), made from the types that are serialized and tested on what they write.
//!
//! | [`Shape`] | is |
//! |---|---|
//! | `Tree` | [`text::Ast`](crate::text::Ast) |
//! | `Diagnostics` | the report of [`render::json`](crate::diagnostic::render::json()); one [`Diagnostic`](crate::Diagnostic) alone is its `#/$defs/Diagnostic` |
//! | `Completions` | what [`complete`](crate::complete::complete()) returns |
//! | `Hover` | [`complete::Hover`](crate::complete::Hover) |
//! | `Roles` | what [`roles`](crate::complete::roles()) returns |
//! | `Field` | [`catalog::Field`](crate::catalog::Field) |
//! | `Difference` | [`english::Difference`](crate::english::Difference) |
//! | `Explanation` | [`eval::Explanation`](crate::eval::Explanation) |
//! | `Oddities` | [`eval::Report`](crate::eval::Report) |
//!
//! Within one [`VERSION`] members may be added to an object and values to an enumeration; none is changed or taken away. A
//! query is serialized as NSE JSON, which [`nse::schema`](crate::nse::schema()) describes.
//!
//! # Examples
//! ```
//! use nse_query::complete::{AccountData, complete};
//! use nse_query::{Catalog, text};
//!
//! let ast = text::parse("tag = vip")?;
//! assert_eq!(
//!     serde_json::to_string(&ast)?,
//!     r#"{"root":{"clause":{"field":{"span":{"start":0,"end":3},"name":"tag","custom":false,"quoted":false},"operator":"is","operator_span":{"start":4,"end":5},"operand":{"word":{"span":{"start":6,"end":9},"text":"vip","quoted":false}}}},"comments":[]}"#
//! );
//! let completions = complete("tag = vip a", 11, &Catalog::builtin(), &AccountData::new());
//! assert_eq!(
//!     serde_json::to_string(&completions)?,
//!     r#"[{"replace":{"start":10,"end":11},"insert":"and","label":"and","kind":"keyword","detail":"both sides must hold"}]"#
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub use crate::diagnostic::render::VERSION;

/// Something that is serialized, other than a query.
///
/// # Examples
/// ```
/// use nse_query::shape::Shape;
///
/// let schema: serde_json::Value = serde_json::from_str(Shape::Hover.schema())?;
/// assert!(schema["properties"]["text"].is_object());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// A syntax tree.
    Tree,
    /// A report of diagnostics.
    Diagnostics,
    /// A list of completions.
    Completions,
    /// What stands at a place.
    Hover,
    /// What each token is.
    Roles,
    /// A field of a catalog.
    Field,
    /// How what two queries find differs.
    Difference,
    /// Why a contact matches, or why not.
    Explanation,
    /// What was odd about the contacts that were looked at.
    Oddities,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Tree,
        Self::Diagnostics,
        Self::Completions,
        Self::Hover,
        Self::Roles,
        Self::Field,
        Self::Difference,
        Self::Explanation,
        Self::Oddities,
    ];

    /// The name of its schema: `tree`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tree => "tree",
            Self::Diagnostics => "diagnostics",
            Self::Completions => "completions",
            Self::Hover => "hover",
            Self::Roles => "roles",
            Self::Field => "field",
            Self::Difference => "difference",
            Self::Explanation => "explanation",
            Self::Oddities => "oddities",
        }
    }

    /// Its JSON Schema.
    pub const fn schema(self) -> &'static str {
        match self {
            Self::Tree => include_str!("shape/tree.json"),
            Self::Diagnostics => include_str!("shape/diagnostics.json"),
            Self::Completions => include_str!("shape/completions.json"),
            Self::Hover => include_str!("shape/hover.json"),
            Self::Roles => include_str!("shape/roles.json"),
            Self::Field => include_str!("shape/field.json"),
            Self::Difference => include_str!("shape/difference.json"),
            Self::Explanation => include_str!("shape/explanation.json"),
            Self::Oddities => include_str!("shape/oddities.json"),
        }
    }
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use schemars::generate::SchemaSettings;

    use super::*;

    fn generated<T: JsonSchema>(shape: Shape) -> String {
        let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
        schema.insert("$id".to_owned(), format!("urn:nse-query:{}:{VERSION}", shape.name()).into());
        let mut schema = schema.to_value();
        without_examples(&mut schema);
        format!("{schema:#}\n")
    }

    /// Examples of the documentation are in Rust.
    fn without_examples(schema: &mut serde_json::Value) {
        match schema {
            serde_json::Value::Object(members) => {
                if let Some(serde_json::Value::String(text)) = members.get_mut("description")
                    && let Some((said, _)) = text.split_once("\n\n# Examples")
                {
                    *text = said.to_owned();
                }
                members.values_mut().for_each(without_examples);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(without_examples),
            _ => {}
        }
    }

    /// `UPDATE_GENERATED=1 cargo test --lib shape` makes them anew. What is changed rather than added needs a new version.
    #[test]
    fn the_schemas_are_those_of_the_types() {
        for shape in Shape::ALL {
            let schema = match shape {
                Shape::Tree => generated::<crate::text::Ast<'_>>(shape),
                Shape::Diagnostics => generated::<crate::diagnostic::render::Document<'_>>(shape),
                Shape::Completions => generated::<Vec<crate::complete::Completion>>(shape),
                Shape::Hover => generated::<crate::complete::Hover>(shape),
                Shape::Roles => generated::<Vec<crate::complete::RoleSpan>>(shape),
                Shape::Field => generated::<crate::catalog::Field>(shape),
                Shape::Difference => generated::<crate::english::Difference>(shape),
                Shape::Explanation => generated::<crate::eval::Shape<'_>>(shape),
                Shape::Oddities => generated::<crate::eval::Report>(shape),
            };
            let path = format!("src/shape/{}.json", shape.name());
            if std::env::var_os("UPDATE_GENERATED").is_some() {
                std::fs::write(&path, &schema).unwrap();
            }
            let written = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(written == schema, "{path} is stale: run `UPDATE_GENERATED=1 cargo test --lib shape`");
        }
    }
}
