//! The documented fields, one line each. Adding a field is adding a line.

use super::{Field, Kind, Part, Source};
use crate::operator::{Operator as O, Operators};

const SYNTHETIC: Operators = Operators::of(&[O::Contain, O::NotContain, O::StartsWith]);
const NAMES: Operators = Operators::of(&[O::Contain, O::NotContain, O::StartsWith, O::IsEmpty]);
pub(super) const TEXT: Operators =
    Operators::of(&[O::Is, O::IsNot, O::Contain, O::NotContain, O::StartsWith, O::IsEmpty, O::In]);
const EMPLOYMENT: Operators =
    Operators::of(&[O::Is, O::IsNot, O::Contain, O::NotContain, O::StartsWith, O::IsEmpty, O::In, O::NotIn]);
pub(super) const ADDRESS: Operators = NAMES;
const COMPONENT: Operators = Operators::of(&[O::Is, O::IsNot, O::Contain, O::NotContain, O::StartsWith, O::IsEmpty]);
pub(super) const NUMBER: Operators =
    Operators::of(&[O::Is, O::IsNot, O::IsEmpty, O::Gt, O::Gte, O::Lt, O::Lte, O::Range, O::NotInRange, O::In]);
const TIMESTAMP: Operators = Operators::of(&[O::InTheLast, O::NotInTheLast, O::Range, O::NotInRange]);
/// The documented datetime list, without `day_month_range`, which is for birthdays.
pub(super) const DATETIME: Operators =
    Operators::of(&[O::InTheLast, O::NotInTheLast, O::Range, O::NotInRange, O::IsEmpty]);
const BIRTHDAY: Operators =
    Operators::of(&[O::InTheLast, O::NotInTheLast, O::Range, O::NotInRange, O::DayMonthRange, O::IsEmpty]);
const CONTACTED: Operators =
    Operators::of(&[O::IsEmpty, O::Gt, O::Gte, O::Lt, O::Lte, O::Range, O::NotInRange, O::InTheLast, O::NotInTheLast]);
pub(super) const CHOICE: Operators = Operators::of(&[O::Is, O::IsNot, O::IsEmpty]);
const ONLY_IS: Operators = Operators::of(&[O::Is]);
const ID: Operators = Operators::of(&[O::Is, O::In, O::NotIn]);
const TAG: Operators = Operators::of(&[O::Is, O::IsNot, O::IsEmpty, O::In]);
const ONLY_IS_EMPTY: Operators = Operators::of(&[O::IsEmpty]);
/// `custom."x"` before the account's metadata tells its kind (evidence 5).
pub(super) const CUSTOM: Operators = Operators::of(&[O::Is, O::IsNot, O::Contain, O::NotContain, O::IsEmpty]);

const ROWS: &str = "4. Field and operator table";
const TABLE: &str = "3. Default field table";
const TABS: &str = "3. Default tabs";
const EARLIER: &str = "evidence 9";
const ONE: bool = false;
const MANY: bool = true;

/// Every built-in field: text name, JSON name, aliases, kind, operators, where its values come from, whether a contact
/// may have several, an example, and the place of the documentation that has it.
#[rustfmt::skip] // one line a field
pub(super) static FIELDS: &[Field] = &[
    field("any", "__any", &["__any"], Kind::Text, SYNTHETIC, Source::Any, ONE, "any ~ Nimble", ROWS),
    field("name", "names", &["names"], Kind::Text, NAMES, Source::Names, ONE, r#"name ~ "Jon Ferrara""#, ROWS),
    field("first name", "first name", &[], Kind::Text, TEXT, Source::Member, ONE, "first name = Jon", ROWS),
    field("middle name", "middle name", &[], Kind::Text, TEXT, Source::Member, ONE, "middle name = Lee", TABS),
    field("last name", "last name", &[], Kind::Text, TEXT, Source::Member, ONE, "last name ^= Ferr", ROWS),
    field("email", "email", &[], Kind::Text, TEXT, Source::Member, MANY, "email = jon@nimble.com", ROWS),
    field("phone", "phone", &[], Kind::Text, TEXT, Source::Member, MANY, r#"phone ~ "917""#, ROWS),
    field("domain", "domain", &[], Kind::Text, TEXT, Source::Member, ONE, "domain = nimble.com", ROWS),
    field("skype id", "skype id", &[], Kind::Text, TEXT, Source::Member, MANY, "skype id = john.doe", ROWS),
    field("company name", "company name", &[], Kind::Text, TEXT, Source::Member, ONE, "company name = Nimble", ROWS),
    field("title", "title", &[], Kind::Text, EMPLOYMENT, Source::Title, MANY, "title ~ Founder", ROWS),
    field("employer", "company_name", &["company_name"], Kind::Text, EMPLOYMENT, Source::Employer, MANY, "employer ~ Nimble", ROWS),
    field("address", "address", &[], Kind::Address, ADDRESS, Source::Address(None), MANY, "address ~ Broadway", ROWS),
    field("address.city", "address.city", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::City)), MANY, r#"address.city = "Los Angeles""#, ROWS),
    field("address.state", "address.state", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::State)), MANY, "address.state = California", ROWS),
    field("address.country", "address.country", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::Country)), MANY, "address.country = Togo", ROWS),
    field("address.street", "address.street", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::Street)), MANY, "address.street ~ Main", ROWS),
    field("address.zip", "address.zip", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::Zip)), MANY, "address.zip = 90401", ROWS),
    field("city", "city", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::City)), MANY, r#"city = "Los Angeles""#, EARLIER),
    field("state", "state", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::State)), MANY, "state = California", EARLIER),
    field("country", "country", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::Country)), MANY, "country = Togo", EARLIER),
    field("street", "street", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::Street)), MANY, "street ~ Main", EARLIER),
    field("zip", "zip", &[], Kind::Text, COMPONENT, Source::Address(Some(Part::Zip)), MANY, "zip = 90401", EARLIER),
    field("rating", "rating", &[], Kind::Number, NUMBER, Source::Member, ONE, "rating in 2..4", ROWS),
    field("created", "created", &[], Kind::Datetime, TIMESTAMP, Source::Created, ONE, "created in last 3 months", ROWS),
    field("updated", "updated", &[], Kind::Datetime, TIMESTAMP, Source::Updated, ONE, "updated not in last 1 year", ROWS),
    field("birthday", "birthday", &[], Kind::Birthday, BIRTHDAY, Source::Member, ONE, "birthday in 1 Mar..31 Mar", ROWS),
    field("company last contacted", "company last contacted", &[], Kind::Datetime, CONTACTED, Source::CompanyLastContacted, ONE, "company last contacted in 2025-01-01..2025-12-31", ROWS),
    field("user last contacted", "user last contacted", &[], Kind::Datetime, CONTACTED, Source::UserLastContacted, ONE, "user last contacted in last 2 weeks", ROWS),
    field("record type", "record type", &[], Kind::RecordType, ONLY_IS, Source::RecordType, ONE, "record type = person", ROWS),
    field("id", "_id", &["_id"], Kind::Id, ID, Source::Id, ONE, "id = 4f69fb852ab3740c5e000004", ROWS),
    field("tag", "tag", &[], Kind::Tag, TAG, Source::Tags, MANY, "tag = vip", ROWS),
    field("saved search", "saved_search", &["saved_search"], Kind::SavedSearch, ONLY_IS, Source::SavedSearch, ONE, "saved search = 4fc886dc682c4a64dd060062", ROWS),
    field("reminder", "reminder", &[], Kind::Reminder, ONLY_IS_EMPTY, Source::Reminder, ONE, "reminder is empty", ROWS),
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
    field("# of employees", "# of employees", &[], Kind::Choice, CHOICE, Source::Member, ONE, "# of employees = 5", TABLE),
    field("lead status", "lead status", &[], Kind::Choice, CHOICE, Source::Member, ONE, "lead status = 1", EARLIER),
    field("lead source", "lead source", &[], Kind::Choice, CHOICE, Source::Member, ONE, "lead source is empty", EARLIER),
    field("lead type", "lead type", &[], Kind::Choice, CHOICE, Source::Member, ONE, "lead type != 3", EARLIER),
    field("is_editable", "is_editable", &[], Kind::Boolean, CHOICE, Source::Editable, ONE, "is_editable = false", "evidence 12"),
];

/// Names that are no query fields, with the field to use instead: the source keys of the synthetic fields
/// (documentation, "Synthetic fields"; evidence C) and the employment fields of the default table.
pub(super) static NO_FIELDS: &[(&str, &[&str])] = &[
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
    }
}
