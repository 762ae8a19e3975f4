//! What the value of an option is read as.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use nse_query::diagnostic::{Code, Denied};
use nse_query::nse::Order;
use nse_query::value::{Instant, WeekStart, Zone};

const NO_CODE: &str = "no such code; a code looks like W0201, as messages show it";

pub(crate) fn denied(text: &str) -> Result<Denied, String> {
    Denied::find(text).ok_or_else(|| NO_CODE.to_owned())
}

pub(crate) fn warning(text: &str) -> Result<Code, String> {
    let code = Code::find(text).ok_or(NO_CODE)?;
    if code.is_warning() { Ok(code) } else { Err("errors cannot be allowed".to_owned()) }
}

pub(crate) fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected a name, `=` and a value, as in tag=vip")?;
    let named = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
    if named {
        Ok((name.to_owned(), value.to_owned()))
    } else {
        Err("a parameter's name has letters, digits and `_`, and does not begin with a digit".to_owned())
    }
}

pub(crate) fn time(text: &str) -> Result<Instant, String> {
    text.parse().map_err(|_| "expected a time with its zone, as in 2025-03-31T12:00:00Z".to_owned())
}

pub(crate) fn zone(name: &str) -> Result<Zone, String> {
    name.parse().map_err(|error| format!("{error}; expected a name like `Europe/Berlin` or `UTC`"))
}

pub(crate) fn sort(text: &str) -> Result<(String, Order), String> {
    // Without an order it is ascending, as in a request.
    let (field, order) = text.rsplit_once(':').unwrap_or((text, "asc"));
    let order = match order {
        "asc" => Order::Ascending,
        "desc" => Order::Descending,
        _ => return Err(format!("expected `asc` or `desc` after the colon (e.g. `{field}:desc`)")),
    };
    Ok((field.to_owned(), order))
}

pub(crate) fn week_start() -> impl TypedValueParser<Value = WeekStart> {
    PossibleValuesParser::new(WeekStart::ALL.map(WeekStart::name))
        .map(|name| WeekStart::named(&name).unwrap_or_default())
}
