//! Fields, and handles to them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::kind::Kind;
use super::records::Records;
use super::sets::CUSTOM;
use super::source::Source;
use crate::operator::{Operator, Operators};

/// One entry of a drop-down field.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
///
/// let metadata = r#"{"tabs": [{"members": [{"type": "field", "name": "lead status", "field_type": {
///     "field_kind": "choice", "values": {"ordering_type": "ordinal", "values": [{"id": "1", "value": "Open"}]}}}]}]}"#;
/// let status = Catalog::builtin().with_metadata(metadata)?.catalog.field("lead status").ok_or("no such field")?;
/// assert_eq!((&*status.choices[0].id, &*status.choices[0].label), ("1", "Open"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Choice {
    /// What a contact and NSE JSON carry.
    pub id: String,
    /// What people see and write.
    pub label: String,
}

/// How English says a clause on a field, behind the noun of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// "whose email is …", under the field's own name.
    Whose,
    /// "whose zip code is …", under another one.
    WhoseNamed(&'static str),
    /// "created in the last 3 months": every record has such a time.
    Once(&'static str),
    /// "last contacted by you in the last 3 months": some records never were.
    Ever(&'static str),
    /// "tagged “vip”", "with a tag".
    Tagged,
    /// "with a reminder".
    With(&'static str),
    /// "found by the saved search …".
    FoundBySavedSearch,
    /// "that are people".
    OfType { person: &'static str, company: &'static str },
    /// "that can be edited".
    Can(&'static str),
    /// "with the word “Jon” in any field".
    InAnyField,
}

/// A field that a query may ask about.
///
/// # Examples
/// ```
/// use nse_query::{Catalog, Operator};
///
/// let tag = Catalog::builtin().field("tag").ok_or("no such field")?;
/// assert!(tag.multiple && tag.operators.contains(Operator::In) && !tag.operators.contains(Operator::Gt));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Field {
    /// The records that have it.
    pub records: Records,
    /// The canonical spelling in text (`name`); a custom field's without its `custom.`.
    pub name: Cow<'static, str>,
    /// The canonical spelling in NSE JSON (`names`).
    pub json: Cow<'static, str>,
    /// Further spellings that text accepts.
    pub aliases: &'static [&'static str],
    /// Whether NSE JSON carries it under `custom_fields` and text as `custom."…"`.
    pub custom: bool,
    /// What it holds.
    pub kind: Kind,
    /// The operators it supports.
    #[cfg_attr(test, schemars(with = "Vec<Operator>"))]
    pub operators: Operators,
    /// Where a record carries its values.
    #[serde(skip)]
    pub(crate) source: Source,
    /// Whether one record may have several values.
    pub multiple: bool,
    /// Its drop-down entries, where the account's metadata told them.
    pub choices: Vec<Choice>,
    /// A clause that shows its use.
    pub example: Cow<'static, str>,
    /// Where it is documented.
    pub documented: &'static str,
    /// How English says a clause on it.
    #[serde(skip)]
    pub(crate) said: Said,
    /// Whether it holds times of what has happened, so that none of them lies ahead.
    #[serde(skip)]
    pub(crate) past: bool,
}

/// A shared handle to a [`Field`], cheap to clone. Two are equal when they name the same field.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
///
/// let catalog = Catalog::builtin();
/// let email = catalog.field("Email").ok_or("no such field")?;
/// assert_eq!((email.to_string(), Some(&email)), ("email".to_owned(), catalog.field_by_json("email").as_ref()));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone)]
pub struct FieldRef(Handle);

#[derive(Clone, Debug)]
enum Handle {
    Builtin(&'static Field),
    Account(Arc<Field>),
}

impl Deref for FieldRef {
    type Target = Field;

    fn deref(&self) -> &Field {
        match &self.0 {
            Handle::Builtin(field) => field,
            Handle::Account(field) => field,
        }
    }
}

impl AsRef<Field> for FieldRef {
    fn as_ref(&self) -> &Field {
        self
    }
}

/// As text writes it: `name`, `custom."Favourite colour"`.
impl fmt::Display for FieldRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

/// As the field.
impl Serialize for FieldRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().serialize(serializer)
    }
}

/// Its text name; the rest is the catalog's.
impl fmt::Debug for FieldRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl PartialEq for FieldRef {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq::<Field>(self.as_ref(), other.as_ref()) || (self.custom == other.custom && self.json == other.json)
    }
}

impl Eq for FieldRef {}

impl Hash for FieldRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.custom, &self.json).hash(state);
    }
}

impl PartialOrd for FieldRef {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By the names in NSE JSON, custom fields last.
impl Ord for FieldRef {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.custom, &self.json).cmp(&(other.custom, &other.json))
    }
}

impl From<&'static Field> for FieldRef {
    fn from(field: &'static Field) -> Self {
        Self(Handle::Builtin(field))
    }
}

impl From<Arc<Field>> for FieldRef {
    fn from(field: Arc<Field>) -> Self {
        Self(Handle::Account(field))
    }
}

impl FieldRef {
    /// The field as text writes it: `name`, `custom."Favourite colour"`.
    pub fn text(&self) -> Cow<'_, str> {
        if self.custom {
            Cow::Owned(format!("custom.{}", crate::lex::quote(&self.name)))
        } else {
            bare_or_quoted(&self.name)
        }
    }
}

impl FieldRef {
    /// A field of another name that takes the same, without its choices.
    pub(crate) fn renamed(&self, name: &str) -> Self {
        let name: Cow<'static, str> = Cow::Owned(name.to_owned());
        let field = self.as_ref().clone();
        let example = Cow::Borrowed("");
        Arc::new(Field { name: name.clone(), json: name, choices: Vec::new(), example, ..field }).into()
    }
}

/// A field's name as text writes it: quoted where words alone would not say it.
pub(super) fn bare_or_quoted(name: &str) -> Cow<'_, str> {
    if crate::lex::is_bare_field(name) { Cow::Borrowed(name) } else { Cow::Owned(crate::lex::quote(name)) }
}

impl Field {
    /// The choices whose label is `label`, as the service compares texts.
    pub(crate) fn choices_labelled(&self, label: &str) -> impl Iterator<Item = &Choice> {
        let folded = crate::fold::fold(label).into_owned();
        self.choices.iter().filter(move |choice| crate::fold::fold(&choice.label) == folded)
    }

    /// A custom field, as one of no account is.
    pub(super) fn custom(records: Records, name: &str, kind: Kind, operators: Operators) -> Self {
        Self {
            records,
            name: Cow::Owned(name.to_owned()),
            json: Cow::Owned(name.to_owned()),
            aliases: &[],
            custom: true,
            kind,
            operators,
            source: Source::Member,
            multiple: true,
            choices: Vec::new(),
            example: Cow::Borrowed(r#"custom."Favourite colour" = Blue"#),
            documented: "evidence 5",
            said: Said::Whose,
            past: false,
        }
    }

    pub(super) fn custom_of_any_kind(records: Records, name: &str) -> Self {
        Self::custom(records, name, Kind::Text, CUSTOM)
    }

    /// A field that no catalog knows, kept under leniency: any operator, any value of that operator's shape.
    pub(super) fn unknown(records: Records, json: &str) -> Self {
        Self {
            records,
            name: Cow::Owned(json.to_owned()),
            json: Cow::Owned(json.to_owned()),
            aliases: &[],
            custom: false,
            kind: Kind::Unknown,
            operators: Operators::of(&Operator::ALL),
            source: Source::Member,
            multiple: true,
            choices: Vec::new(),
            example: Cow::Owned(format!("{json} is not empty")),
            documented: "not documented",
            said: Said::Whose,
            past: false,
        }
    }
}
