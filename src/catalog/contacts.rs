//! Contacts: the documented fields, one line each (adding a field is adding a line), where a contact carries their values,
//! and the requests for contacts.

use super::field::{Field, Said};
use super::index::Index;
use super::kind::Kind;
use super::records::Records;
use super::sets::{
    ADDRESS, BIRTHDAY, CHOICE, COMPONENT, CONTACTED, EMPLOYMENT, ID, NUMBER, ONLY_IS, ONLY_IS_EMPTY, SYNTHETIC, TAG,
    TEXT, TIMESTAMP,
};
use super::source::{Origin, Slot, Source, Step};
use super::table::{Endpoints, RecordTable};
use crate::operator::Operators;

/// Contacts.
pub(crate) static CONTACTS: RecordTable = RecordTable {
    noun: "contact",
    nouns: "contacts",
    fields: FIELDS,
    index: Index::new(FIELDS),
    // Documentation, "Field and operator table".
    json_aliases: &[("name", "names")],
    not_fields: NOT_FIELDS,
    members: MEMBERS,
    slots: SLOTS,
    endpoints: Endpoints { list: "/api/v1/contacts", ids: "/api/v1/contacts/ids", delete: "/api/v1/contacts" },
};

// Where values stand that are not `fields`.
pub(crate) const CREATED: Slot = 0;
pub(crate) const UPDATED: Slot = 1;
pub(crate) const COMPANY_LAST: Slot = 2;
pub(crate) const USER_LAST: Slot = 3;
pub(crate) const COMPANY_IN: Slot = 4;
pub(crate) const COMPANY_OUT: Slot = 5;
pub(crate) const LAST: Slot = 6;
/// As [`LAST`], in the shape of 2012.
pub(crate) const LAST_2012: Slot = 7;
pub(crate) const LAST_USER: Slot = 8;
pub(crate) const TAGS: Slot = 9;
pub(crate) const EMPLOYERS: Slot = 10;
pub(crate) const RECORD_TYPE: Slot = 11;
pub(crate) const REMINDER: Slot = 12;
pub(crate) const EDITABLE: Slot = 13;

/// What messages call each of these.
static SLOTS: &[&str] = &[
    "created",
    "updated",
    "lc.company_lc.last.tstamp",
    "lc.user_lc.last.tstamp",
    "company_last_contacted.in.tstamp",
    "company_last_contacted.out.tstamp",
    "last_contacted.tstamp",
    "last_contacted.last_contacted",
    "last_contacted.user_id",
    "tags",
    "employers_info",
    "record_type",
    "reminder",
    "is_editable",
];

use Step::{Leaf, List, Node, Presence};

/// The members of a contact beside `id` and `fields` (documentation, "Contact list: schema of one response").
static MEMBERS: &[(&str, Step)] = &[
    ("created", Leaf(CREATED)),
    ("updated", Leaf(UPDATED)),
    ("record_type", Leaf(RECORD_TYPE)),
    ("tags", List(TAGS, "tag")),
    ("tags2", List(TAGS, "tag")),
    ("employers_info", List(EMPLOYERS, "company_name")),
    ("reminder", Presence(REMINDER)),
    ("is_editable", Leaf(EDITABLE)),
    (
        "lc",
        Node(&[
            ("company_lc", Node(&[("last", Node(&[("tstamp", Leaf(COMPANY_LAST))]))])),
            ("user_lc", Node(&[("last", Node(&[("tstamp", Leaf(USER_LAST))]))])),
        ]),
    ),
    (
        "company_last_contacted",
        Node(&[("in", Node(&[("tstamp", Leaf(COMPANY_IN))])), ("out", Node(&[("tstamp", Leaf(COMPANY_OUT))]))]),
    ),
    (
        "last_contacted",
        // Responses of 2012 have no `tstamp`, but a member of the same name as the object.
        Node(&[("tstamp", Leaf(LAST)), ("last_contacted", Leaf(LAST_2012)), ("user_id", Leaf(LAST_USER))]),
    ),
];

/// The field that holds the addresses.
pub(crate) const ADDRESS_FIELD: &str = "address";
/// The field that holds the employments.
pub(crate) const EMPLOYMENT_FIELD: &str = "contact employment";

/// The sources of `names` (documentation, "Synthetic fields").
const OF_NAMES: &[Origin] = &[
    Origin::Field("first name"),
    Origin::Field("middle name"),
    Origin::Field("last name"),
    Origin::Field("company name"),
];

/// The sources of `__any`, in the documented order.
const OF_ANY: &[Origin] = &[
    Origin::Field("first name"),
    Origin::Field("middle name"),
    Origin::Field("last name"),
    Origin::Field("company name"),
    Origin::Address(ADDRESS_FIELD),
    Origin::Field("email"),
    Origin::Field("domain"),
    Origin::Field("phone"),
    Origin::Field("skype id"),
    Origin::Field("description"),
    Origin::Employment(EMPLOYMENT_FIELD),
];

const TITLES: Source = Source::Employment(1, &[Origin::Field("title")]);
const COMPANIES: Source = Source::Employment(0, &[Origin::Field("parent company"), Origin::Slot(EMPLOYERS)]);
const STREET: Source = Source::Address(Some(0));
const CITY: Source = Source::Address(Some(1));
const STATE: Source = Source::Address(Some(2));
const ZIP: Source = Source::Address(Some(3));
const COUNTRY: Source = Source::Address(Some(4));

const ROWS: &str = "4. Field and operator table";
const TABLE: &str = "3. Default field table";
const TABS: &str = "3. Default tabs";
const EARLIER: &str = "evidence 9";
const ONE: bool = false;
const MANY: bool = true;

/// Every built-in field: text name, JSON name, aliases, kind, operators, where its values come from, whether a contact
/// may have several, an example, and the place of the documentation that has it.
#[rustfmt::skip] // one line a field
static FIELDS: &[Field] = &[
    field("any", "__any", &["__any"], Kind::Text, SYNTHETIC, Source::Joined(OF_ANY), ONE, "any ~ Nimble", ROWS).said(Said::InAnyField),
    field("name", "names", &["names"], Kind::Text, ADDRESS, Source::Joined(OF_NAMES), ONE, r#"name ~ "Jon Ferrara""#, ROWS),
    field("first name", "first name", &[], Kind::Text, TEXT, Source::Member, ONE, "first name = Jon", ROWS),
    field("middle name", "middle name", &[], Kind::Text, TEXT, Source::Member, ONE, "middle name = Lee", TABS),
    field("last name", "last name", &[], Kind::Text, TEXT, Source::Member, ONE, "last name ^= Ferr", ROWS),
    field("email", "email", &[], Kind::Text, TEXT, Source::Member, MANY, "email = jon@nimble.com", ROWS),
    field("phone", "phone", &[], Kind::Text, TEXT, Source::Member, MANY, r#"phone ~ "917""#, ROWS),
    field("domain", "domain", &[], Kind::Text, TEXT, Source::Member, ONE, "domain = nimble.com", ROWS),
    field("skype id", "skype id", &[], Kind::Text, TEXT, Source::Member, MANY, "skype id = john.doe", ROWS),
    field("company name", "company name", &[], Kind::Text, TEXT, Source::Member, ONE, "company name = Nimble", ROWS),
    field("title", "title", &[], Kind::Text, EMPLOYMENT, TITLES, MANY, "title ~ Founder", ROWS),
    field("employer", "company_name", &["company_name"], Kind::Text, EMPLOYMENT, COMPANIES, MANY, "employer ~ Nimble", ROWS),
    field("address", "address", &[], Kind::Address, ADDRESS, Source::Address(None), MANY, "address ~ Broadway", ROWS),
    field("address.city", "address.city", &[], Kind::Text, COMPONENT, CITY, MANY, r#"address.city = "Los Angeles""#, ROWS).said(Said::WhoseNamed("city")),
    field("address.state", "address.state", &[], Kind::Text, COMPONENT, STATE, MANY, "address.state = California", ROWS).said(Said::WhoseNamed("state")),
    field("address.country", "address.country", &[], Kind::Text, COMPONENT, COUNTRY, MANY, "address.country = Togo", ROWS).said(Said::WhoseNamed("country")),
    field("address.street", "address.street", &[], Kind::Text, COMPONENT, STREET, MANY, "address.street ~ Main", ROWS).said(Said::WhoseNamed("street")),
    field("address.zip", "address.zip", &[], Kind::Text, COMPONENT, ZIP, MANY, "address.zip = 90401", ROWS).said(Said::WhoseNamed("zip code")),
    field("city", "city", &[], Kind::Text, COMPONENT, CITY, MANY, r#"city = "Los Angeles""#, EARLIER),
    field("state", "state", &[], Kind::Text, COMPONENT, STATE, MANY, "state = California", EARLIER),
    field("country", "country", &[], Kind::Text, COMPONENT, COUNTRY, MANY, "country = Togo", EARLIER),
    field("street", "street", &[], Kind::Text, COMPONENT, STREET, MANY, "street ~ Main", EARLIER),
    field("zip", "zip", &[], Kind::Text, COMPONENT, ZIP, MANY, "zip = 90401", EARLIER).said(Said::WhoseNamed("zip code")),
    field("rating", "rating", &[], Kind::Number, NUMBER, Source::Member, ONE, "rating in 2..4", ROWS),
    field("created", "created", &[], Kind::Datetime, TIMESTAMP, Source::Slot(CREATED), ONE, "created in last 3 months", ROWS).said(Said::Once("created")).past(),
    field("updated", "updated", &[], Kind::Datetime, TIMESTAMP, Source::Slot(UPDATED), ONE, "updated not in last 1 year", ROWS).said(Said::Once("updated")).past(),
    field("birthday", "birthday", &[], Kind::Birthday, BIRTHDAY, Source::Member, ONE, "birthday in 1 Mar..31 Mar", ROWS),
    field("company last contacted", "company last contacted", &[], Kind::Datetime, CONTACTED, Source::LastContact, ONE, "company last contacted in 2025-01-01..2025-12-31", ROWS).said(Said::Ever("last contacted by anyone on the team")).past(),
    field("user last contacted", "user last contacted", &[], Kind::Datetime, CONTACTED, Source::LastContactByUser, ONE, "user last contacted in last 2 weeks", ROWS).said(Said::Ever("last contacted by you")).past(),
    field("record type", "record type", &[], Kind::RecordType, ONLY_IS, Source::Slot(RECORD_TYPE), ONE, "record type = person", ROWS).said(Said::OfType { person: "people", company: "companies" }),
    field("id", "_id", &["_id"], Kind::Id, ID, Source::Id, ONE, "id = 4f69fb852ab3740c5e000004", ROWS),
    field("tag", "tag", &[], Kind::Tag, TAG, Source::Slot(TAGS), MANY, "tag = vip", ROWS).said(Said::Tagged),
    field("saved search", "saved_search", &["saved_search"], Kind::SavedSearch, ONLY_IS, Source::SavedSearch, ONE, "saved search = 4fc886dc682c4a64dd060062", ROWS).said(Said::FoundBySavedSearch),
    field("reminder", "reminder", &[], Kind::Reminder, ONLY_IS_EMPTY, Source::Slot(REMINDER), ONE, "reminder is empty", ROWS).said(Said::With("a reminder")),
    field("twitter", "twitter", &[], Kind::Text, TEXT, Source::Member, MANY, "twitter = nimble", EARLIER),
    field("facebook", "facebook", &[], Kind::Text, TEXT, Source::Member, MANY, "facebook is not empty", EARLIER),
    field("linkedin", "linkedin", &[], Kind::Text, TEXT, Source::Member, MANY, "linkedin is not empty", EARLIER),
    field("google plus", "google plus", &["google+"], Kind::Text, TEXT, Source::Member, MANY, "google plus is not empty", TABLE),
    field("muck rack", "muck rack", &[], Kind::Text, TEXT, Source::Member, MANY, "muck rack is not empty", TABLE),
    field("threads", "threads", &[], Kind::Text, TEXT, Source::Member, MANY, "threads is not empty", TABLE),
    field("instagram", "instagram", &[], Kind::Text, TEXT, Source::Member, MANY, "instagram is not empty", TABLE),
    field("tiktok", "tiktok", &[], Kind::Text, TEXT, Source::Member, MANY, "tiktok is not empty", TABLE),
    field("youtube", "youtube", &[], Kind::Text, TEXT, Source::Member, MANY, "youtube is not empty", TABLE),
    field("foursquare", "foursquare", &[], Kind::Text, TEXT, Source::Member, MANY, "foursquare is not empty", TABLE),
    field("URL", "URL", &[], Kind::Text, TEXT, Source::Member, MANY, "URL = https://nimble.com", TABLE),
    field("description", "description", &[], Kind::Text, TEXT, Source::Member, MANY, "description ~ investor", EARLIER),
    field("hubspot", "hubspot", &[], Kind::Text, TEXT, Source::Member, ONE, "hubspot is not empty", TABLE),
    field("annual revenue", "annual revenue", &[], Kind::Text, TEXT, Source::Member, ONE, "annual revenue is not empty", TABLE),
    field("source", "source", &[], Kind::Text, TEXT, Source::Member, ONE, "source = csv", TABS),
    field("# of employees", "# of employees", &[], Kind::Choice, CHOICE, Source::Member, ONE, "# of employees = 5", TABLE).said(Said::WhoseNamed("number of employees")),
    field("lead status", "lead status", &[], Kind::Choice, CHOICE, Source::Member, ONE, "lead status = 1", EARLIER),
    field("lead source", "lead source", &[], Kind::Choice, CHOICE, Source::Member, ONE, "lead source is empty", EARLIER),
    field("lead type", "lead type", &[], Kind::Choice, CHOICE, Source::Member, ONE, "lead type != 3", EARLIER),
    field("is_editable", "is_editable", &[], Kind::Boolean, CHOICE, Source::Slot(EDITABLE), ONE, "is_editable = false", "evidence 12").said(Said::Can("be edited")),
];

/// Names that are not query fields, with the field to use instead: the source keys of the synthetic fields
/// (documentation, "Synthetic fields"; evidence C) and the employment fields of the default table.
static NOT_FIELDS: &[(&str, &[&str])] = &[
    ("first_name", &["first name"]),
    ("middle_name", &["middle name"]),
    ("last_name", &["last name"]),
    ("address_work", &["address"]),
    ("address_home", &["address"]),
    ("address_other", &["address"]),
    ("email_work", &["email"]),
    ("email_personal", &["email"]),
    ("email_other", &["email"]),
    ("phone_work", &["phone"]),
    ("phone_home", &["phone"]),
    ("phone_mobile", &["phone"]),
    ("phone_main", &["phone"]),
    ("phone_other", &["phone"]),
    ("phone_fax_home", &["phone"]),
    ("phone_fax_work", &["phone"]),
    ("skype", &["skype id"]),
    ("description_twitter", &["description"]),
    ("description_facebook", &["description"]),
    ("description_linkedin", &["description"]),
    ("description_gplus", &["description"]),
    ("description_fsq", &["description"]),
    ("description_other", &["description"]),
    ("contact_employment", &["title", "employer"]),
    ("contact employment", &["title", "employer"]),
    ("parent company", &["employer"]),
];

#[allow(clippy::too_many_arguments)] // one argument a column of the table
const fn field(
    name: &'static str,
    json: &'static str,
    aliases: &'static [&'static str],
    kind: Kind,
    operators: Operators,
    source: Source,
    multiple: bool,
    example: &'static str,
    documented: &'static str,
) -> Field {
    use std::borrow::Cow::Borrowed;
    Field {
        records: Records::Contacts,
        name: Borrowed(name),
        json: Borrowed(json),
        aliases,
        custom: false,
        kind,
        operators,
        source,
        multiple,
        choices: Vec::new(),
        example: Borrowed(example),
        documented,
        said: Said::Whose,
        past: false,
    }
}

impl Field {
    /// The same, said otherwise in English.
    const fn said(mut self, said: Said) -> Self {
        self.said = said;
        self
    }

    /// The same, of what has happened.
    const fn past(mut self) -> Self {
        self.past = true;
        self
    }
}
