//! Which fields there are, and what each of them takes: the documented table, and what an account adds to it.

mod account;
mod builtin;
mod example;
mod index;
mod metadata;

mod place;
mod problem;
mod suggest;

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::Serialize;

pub use account::Loaded;
pub(crate) use problem::Problem;
pub use suggest::nearest;

use account::Account;

use crate::operator::{Operator, Operators};

/// The longest name of a custom field, in characters (evidence 5).
pub(crate) const CUSTOM_NAME: usize = 150;

/// What a field holds. It decides which values the field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// Words: `string` and `long_string` of the metadata.
    Text,
    /// An integer or decimal number.
    Number,
    /// A point in time.
    Datetime,
    /// A date of birth, with or without its year.
    Birthday,
    /// One of a list; NSE JSON carries the choice's id.
    Choice,
    /// `true` or `false`.
    Boolean,
    /// A whole address.
    Address,
    /// A Nimble user, by id.
    User,
    /// A tag.
    Tag,
    /// A contact, by its id of 24 hexadecimal digits.
    Id,
    /// `person`, `company` or `all`.
    RecordType,
    /// Another query, by its id of 24 hexadecimal digits.
    SavedSearch,
    /// A reminder, of which only the presence can be asked.
    Reminder,
    /// A field of no known kind, kept under leniency.
    Unknown,
}

impl Kind {
    /// The kind in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Datetime => "date",
            Self::Birthday => "birthday",
            Self::Choice => "choice",
            Self::Boolean => "true or false",
            Self::Address => "address",
            Self::User => "user",
            Self::Tag => "tag",
            Self::Id => "id",
            Self::RecordType => "record type",
            Self::SavedSearch => "saved search",
            Self::Reminder => "reminder",
            Self::Unknown => "unknown",
        }
    }
}

/// The kind in words.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A component of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Part {
    Street,
    City,
    State,
    Zip,
    Country,
}

/// Where a contact, as the service sends it, carries the values of a field (evaluation.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// `fields[<json name>][*].value`.
    Member,
    /// The four name fields as one value.
    Names,
    /// All sources of `__any` as one value.
    Any,
    /// The titles of the employments.
    Title,
    /// The companies of the employments.
    Employer,
    /// The addresses, or one component of them.
    Address(Option<Part>),
    /// The contact's `created`.
    Created,
    /// The contact's `updated`.
    Updated,
    /// The last contact by anyone of the team.
    CompanyLastContacted,
    /// The last contact by the evaluating user.
    UserLastContacted,
    /// `tags` and `tags2`.
    Tags,
    /// The contact's `record_type`.
    RecordType,
    /// The contact's `id`.
    Id,
    /// The contact's `reminder`.
    Reminder,
    /// The contact's `is_editable`.
    Editable,
    /// Another query.
    SavedSearch,
}

/// One entry of a drop-down field.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Choice {
    /// What a contact and NSE JSON carry.
    pub id: String,
    /// What people see and write.
    pub label: String,
}

/// A field that a query may ask about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field {
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
    pub operators: Operators,
    /// Where a contact carries its values.
    pub source: Source,
    /// Whether one contact may have several values.
    pub multiple: bool,
    /// Its drop-down entries, where the account's metadata told them.
    pub choices: Vec<Choice>,
    /// A clause that shows its use.
    pub example: Cow<'static, str>,
    /// Where it is documented.
    pub documented: &'static str,
}

/// A shared handle to a [`Field`], cheap to clone. Two are equal when they name the same field.
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
fn bare_or_quoted(name: &str) -> Cow<'_, str> {
    if crate::lex::is_bare_field(name) { Cow::Borrowed(name) } else { Cow::Owned(crate::lex::quote(name)) }
}

/// The fields that queries may use. [`Catalog::builtin`] has the documented ones.
///
/// A clone shares what it holds, so that a compiler, a thread or a long-lived struct can keep its own.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// What an account adds; none where there is no account.
    account: Option<Arc<Account>>,
}

impl From<&Self> for Catalog {
    fn from(catalog: &Self) -> Self {
        catalog.clone()
    }
}

impl Catalog {
    /// The documented fields, and no account's.
    pub fn builtin() -> Self {
        Self::default()
    }

    fn account(&self) -> &Account {
        static NONE: Account = Account::none();
        self.account.as_deref().unwrap_or(&NONE)
    }

    /// Every field: the built-in ones in the order of the documentation, then the account's.
    pub fn fields(&self) -> impl Iterator<Item = FieldRef> + '_ {
        builtin::FIELDS.iter().map(|field| self.account().changed(field)).chain(self.account().fields().cloned())
    }

    /// The field that `name` means in text, without regard to case and to repeated spaces; not for `custom."…"`. The
    /// account's custom fields are found by their bare names too, where no built-in field has the name.
    #[inline]
    pub fn field(&self, name: &str) -> Option<FieldRef> {
        match index::find(name) {
            Some(field) => Some(self.account().changed(field)),
            None => self.field_of_words(name),
        }
    }

    /// The field of this name with other spaces, or the account's.
    #[inline(never)]
    fn field_of_words(&self, name: &str) -> Option<FieldRef> {
        let builtin = index::find(&account::words(name)).map(|field| self.account().changed(field));
        builtin.or_else(|| self.account().bare(name))
    }

    /// The field of this exact spelling in NSE JSON; not for members of `custom_fields`.
    pub fn field_by_json(&self, name: &str) -> Option<FieldRef> {
        // Text accepts every JSON spelling too, so one index serves both. `name` is documented as an alias of `names`.
        let builtin = index::find(name).filter(|field| field.json == name || name == "name");
        builtin.map(|field| self.account().changed(field)).or_else(|| self.account().plain(name))
    }

    /// The custom field that text calls `custom."name"`: the account's where metadata names it, without regard to case
    /// and to repeated spaces, else one of unknown kind that takes the operators of evidence 5. `name` has 1 to 150
    /// characters; the caller checks that. In NSE JSON the name must be the field's exactly, which the caller checks too.
    pub fn custom_field(&self, name: &str) -> FieldRef {
        self.account().near_custom(name).unwrap_or_else(|| Arc::new(Field::custom_of_any_kind(name)).into())
    }

    /// Whether the account's metadata names the custom field that [`Catalog::custom_field`] finds.
    pub fn has_custom_field(&self, name: &str) -> bool {
        self.account().near_custom(name).is_some()
    }

    /// For a name that is no query field though the documentation has it (evidence C): the fields to use instead.
    pub fn instead_of(&self, name: &str) -> Option<&'static [&'static str]> {
        let matches = |(key, _): &&(&str, _)| key.eq_ignore_ascii_case(name);
        builtin::NO_FIELDS.iter().find(matches).map(|&(_, fields)| fields)
    }
}

impl Field {
    /// The choices whose label is `label`, as the service compares texts.
    pub(crate) fn choices_labelled(&self, label: &str) -> impl Iterator<Item = &Choice> {
        let folded = crate::fold::fold(label).into_owned();
        self.choices.iter().filter(move |choice| crate::fold::fold(&choice.label) == folded)
    }

    fn custom(name: &str, kind: Kind, operators: Operators) -> Self {
        Self {
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
        }
    }

    fn custom_of_any_kind(name: &str) -> Self {
        Self::custom(name, Kind::Text, builtin::CUSTOM)
    }

    /// A field that no catalog knows, kept under leniency: any operator, any value of that operator's shape.
    pub(crate) fn unknown(json: &str) -> FieldRef {
        let mut field = Self {
            name: Cow::Owned(json.to_owned()),
            json: Cow::Owned(json.to_owned()),
            aliases: &[],
            custom: false,
            kind: Kind::Unknown,
            operators: Operators::of(&Operator::ALL),
            source: Source::Member,
            multiple: true,
            choices: Vec::new(),
            example: Cow::Borrowed(""),
            documented: "not documented",
        };
        field.example = Cow::Owned(format!("{json} is not empty"));
        Arc::new(field).into()
    }
}
