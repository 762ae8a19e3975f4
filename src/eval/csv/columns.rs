//! Which field each column of a header line is.

use crate::catalog::contacts::{ADDRESS_FIELD, CREATED, EDITABLE, RECORD_TYPE, REMINDER, TAGS, UPDATED};
use crate::catalog::{Catalog, FieldRef, Records, Source, nearest};
use crate::eval::columns::{custom, unquoted};

/// A column that is not read.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::eval::CsvReader;
///
/// let reader = CsvReader::new(&b"id,tag,shoe size\n1,vip,44\n"[..], &Catalog::builtin())?;
/// assert_eq!(reader.unknown()[0].name, "shoe size");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownColumn {
    /// What the header line calls it.
    pub name: String,
    /// The fields whose names are near, nearest first.
    pub nearest: Vec<String>,
}

/// A cell that is read as one value of a field that may have several, where `,` or `|` probably separate some: only `;` does.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::eval::CsvReader;
///
/// let mut reader = CsvReader::new(&b"id;tag\n1;vip,lead\n"[..], &Catalog::builtin())?;
/// reader.next_batch()?;
/// let cell = reader.one_value().ok_or("nothing odd")?;
/// assert_eq!((cell.line, cell.field.as_str(), cell.value.as_str()), (2, "tag", "vip,lead"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OneValue {
    /// The line of its row, counted from 1.
    pub line: u64,
    /// The field.
    pub field: String,
    /// The cell.
    pub value: String,
}

/// What the columns of a header line are, in order.
pub(super) struct Columns {
    /// The first cell whose value may be meant as several.
    pub(super) one_value: Option<OneValue>,
    pub(super) all: Vec<Option<Column>>,
    pub(super) unknown: Vec<UnknownColumn>,
}

/// Where a contact carries the cells of a column.
pub(super) struct Column {
    pub(super) member: Member,
    /// Whether `;` separates values.
    pub(super) several: bool,
}

/// The place of a value in a contact.
#[derive(Clone, Debug)]
pub(super) enum Member {
    Id,
    /// First and last name in one.
    Name,
    /// `fields[<this>]`.
    Field(String),
    /// A component of the address, by its number.
    AddressPart(usize),
    Tags,
    /// The contact's own member of this name.
    Own(&'static str),
    Reminder,
    /// `lc.<this>.last.tstamp`.
    LastContact(&'static str),
}

/// What spreadsheets and other programs call fields: letters and digits, in lower case, and the field's name in text.
#[rustfmt::skip] // a table
static NAMES: &[(&str, &[&str])] = &[
    ("name", &["fullname", "displayname", "contactname", "contact"]),
    ("first name", &["first", "givenname", "forename"]),
    ("middle name", &["middle", "additionalname"]),
    ("last name", &["last", "surname", "familyname"]),
    ("email", &["mail", "emailaddress", "emailaddresses", "emails", "workemail", "homeemail", "personalemail", "primaryemail", "emailwork", "emailpersonal", "emailother"]),
    ("phone", &["phonenumber", "phonenumbers", "phones", "telephone", "tel", "mobile", "mobilephone", "cell", "cellphone", "workphone", "homephone", "businessphone", "phonework", "phonehome", "phonemobile", "phonemain", "phoneother"]),
    ("skype id", &["skype", "skypename"]),
    ("title", &["jobtitle", "position", "jobrole"]),
    ("employer", &["company", "companies", "employers", "organization", "organisation", "parentcompany"]),
    ("address", &["addresses", "fulladdress", "mailingaddress", "postaladdress", "homeaddress", "workaddress"]),
    ("street", &["streetaddress", "address1", "addressline1"]),
    ("city", &["town"]),
    ("state", &["region", "province"]),
    ("zip", &["zipcode", "postalcode", "postcode"]),
    ("country", &["countryregion"]),
    ("created", &["createdat", "createdon", "createddate", "createdtime", "creationdate", "datecreated", "createdate"]),
    ("updated", &["updatedat", "updatedon", "updateddate", "modified", "modifiedat", "lastmodified", "lastmodifieddate", "dateupdated", "datemodified"]),
    ("birthday", &["birthdate", "dateofbirth", "dob"]),
    ("company last contacted", &["lastcontacted", "lastcontactedat", "lastcontact", "lastcontactdate"]),
    ("record type", &["contacttype", "type"]),
    ("id", &["contactid", "recordid", "nimbleid"]),
    ("tag", &["tags", "tagslist", "labels", "categories"]),
    ("URL", &["website", "websites", "web", "webpage", "homepage", "urls"]),
    ("description", &["descriptions", "notes", "note", "about", "bio", "comments"]),
    ("linkedin", &["linkedinurl", "linkedinprofile"]),
    ("facebook", &["facebookurl", "facebookprofile"]),
    ("twitter", &["twitterhandle", "twitterurl", "twitterprofile"]),
    ("# of employees", &["employees", "numberofemployees", "companysize"]),
    ("annual revenue", &["revenue"]),
];

/// The letters and digits of `name`, in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Columns {
    pub(super) fn of(header: &[&str], catalog: &Catalog) -> Self {
        let (mut all, mut unknown) = (Vec::new(), Vec::new());
        for name in header {
            let column = field(name, catalog).and_then(|field| Column::of(&field));
            if column.is_none() {
                let fields: Vec<FieldRef> = catalog.fields().filter(|field| Column::of(field).is_some()).collect();
                let near = nearest(name.trim(), fields.iter().map(|field| field.name.as_ref()));
                let nearest = near.into_iter().map(str::to_owned).collect();
                unknown.push(UnknownColumn { name: name.trim().to_owned(), nearest });
            }
            all.push(column);
        }
        Self { one_value: None, all, unknown }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.iter().all(Option::is_none)
    }
}

impl Column {
    /// The column of `field`; none of one that a contact does not carry, such as `any`.
    pub(super) fn of(field: &FieldRef) -> Option<Self> {
        let several = field.multiple && !matches!(field.source, Source::Address(_)) && field.name != "description";
        let member = match field.source {
            Source::Id => Member::Id,
            Source::Joined(_) if field.json == "names" => Member::Name,
            Source::Member => Member::Field(field.json.clone().into_owned()),
            Source::Employment(0, _) => Member::Field("parent company".to_owned()),
            Source::Employment(..) => Member::Field("title".to_owned()),
            Source::Address(None) => Member::Field(ADDRESS_FIELD.to_owned()),
            Source::Address(Some(part)) => Member::AddressPart(part),
            Source::Slot(TAGS) => Member::Tags,
            Source::Slot(REMINDER) => Member::Reminder,
            Source::Slot(slot @ (CREATED | UPDATED | RECORD_TYPE | EDITABLE)) => {
                Member::Own(Records::Contacts.table().slots.get(slot as usize)?)
            }
            Source::LastContact => Member::LastContact("company_lc"),
            Source::LastContactByUser => Member::LastContact("user_lc"),
            Source::Slot(_) | Source::Joined(_) | Source::SavedSearch => return None,
        };
        Some(Self { member, several })
    }
}

/// The field that a header line calls `name`.
pub(super) fn field(name: &str, catalog: &Catalog) -> Option<FieldRef> {
    let name = name.trim();
    if let Some(name) = custom(name) {
        let inner = unquoted(name);
        let name = inner.as_deref().unwrap_or(name).trim();
        return (!name.is_empty()).then(|| catalog.custom_field(name));
    }
    if let Some(name) = unquoted(name) {
        return catalog.field(&name);
    }
    let exact = catalog.field(name).or_else(|| catalog.has_custom_field(name).then(|| catalog.custom_field(name)));
    exact.or_else(|| {
        let all = letters(name);
        let unnumbered = all.trim_end_matches(|digit: char| digit.is_ascii_digit());
        [&*all, unnumbered].into_iter().filter(|wanted| !wanted.is_empty()).find_map(|wanted| {
            let own = catalog.fields().find(|field| letters(&field.name) == wanted);
            own.or_else(|| {
                let (known, _) = NAMES.iter().find(|(_, names)| names.contains(&wanted))?;
                catalog.field(known)
            })
        })
    })
}
