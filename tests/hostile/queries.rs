//! Valid queries, made from bytes: one way for property tests and for the fuzzer, which mutates the bytes.

use arbitrary::{Result, Unstructured};
use nse_query::Catalog;
use nse_query::Operator;
use nse_query::catalog::{Field, Kind};
use nse_query::query::Value;
use nse_query::query::{Clause, Query};
use nse_query::value::{DayMonth, Number, Quantity, RecordType, Unit};

/// A query over `catalog`, of at most `levels` levels.
pub(crate) fn query(u: &mut Unstructured<'_>, catalog: &Catalog, levels: u8) -> Result<Query> {
    let choice = u.int_in_range(0..=if levels == 0 { 4 } else { 8 })?;
    Ok(match choice {
        0..=4 => Query::clause(clause(u, catalog)?),
        5 | 6 => {
            let mut members = vec![query(u, catalog, levels - 1)?, query(u, catalog, levels - 1)?];
            while members.len() < 6 && u.ratio(1, 3)? {
                members.push(query(u, catalog, levels - 1)?);
            }
            if choice == 5 { Query::and(members) } else { Query::or(members) }.expect("within the levels")
        }
        _ => Query::not(query(u, catalog, levels - 1)?).expect("within the levels"),
    })
}

/// A clause over `catalog`.
pub(crate) fn clause(u: &mut Unstructured<'_>, catalog: &Catalog) -> Result<Clause> {
    let field = if u.ratio(1, 8)? {
        let name: String = text(u)?.chars().take(150).collect();
        catalog.custom_field(if name.is_empty() { "Colour" } else { &name })
    } else {
        let fields: Vec<_> = catalog.fields().collect();
        u.choose(&fields)?.clone()
    };
    let operators: Vec<_> = field.operators.iter().collect();
    let operator = *u.choose(&operators)?;
    let value = operand(u, &field, operator)?;
    // What the constructors refuse, a blank text say, becomes the plainest clause.
    let plain = || Clause::new(catalog.field("email")?, Operator::IsEmpty, Value::Boolean(true)).ok();
    Ok(Clause::new(field, operator, value).ok().or_else(plain).expect("email can be empty"))
}

fn operand(u: &mut Unstructured<'_>, field: &Field, operator: Operator) -> Result<Value> {
    use Operator as O;
    Ok(match operator {
        O::IsEmpty => Value::Boolean(u.arbitrary()?),
        O::In | O::NotIn => {
            let mut items = vec![single(u, field)?];
            while items.len() < 20 && u.ratio(2, 3)? {
                items.push(single(u, field)?);
            }
            Value::List(items)
        }
        O::InTheLast | O::NotInTheLast => {
            let quantity = if u.arbitrary()? { u.int_in_range(1..=40)? } else { u.int_in_range(1..=Quantity::MAX)? };
            Value::Quantity(Quantity::new(quantity, *u.choose(&Unit::ALL)?).expect("within its range"))
        }
        O::DayMonthRange => Value::DayMonthRange(day_month(u)?, day_month(u)?),
        O::Range | O::NotInRange => match (single(u, field)?, single(u, field)?) {
            (Value::Number(one), Value::Number(other)) if one <= other => Value::NumberRange(one, other),
            (Value::Number(one), Value::Number(other)) => Value::NumberRange(other, one),
            (Value::Date(one), Value::Date(other)) => Value::DateRange(one.min(other), one.max(other)),
            (Value::Datetime(one), Value::Datetime(other)) if one.instant() <= other.instant() => {
                Value::DatetimeRange(one, other)
            }
            (Value::Datetime(one), Value::Datetime(other)) => Value::DatetimeRange(other, one),
            (Value::Date(one), _) | (_, Value::Date(one)) => Value::DateRange(one, one),
            (one, _) => one,
        },
        _ => single(u, field)?,
    })
}

fn single(u: &mut Unstructured<'_>, field: &Field) -> Result<Value> {
    Ok(match field.kind {
        Kind::Number => Value::Number(number(u)?),
        Kind::Boolean => Value::Boolean(u.arbitrary()?),
        Kind::Id | Kind::SavedSearch | Kind::User => {
            let digits = (0..24).map(|_| Ok(char::from(*u.choose(b"0123456789abcdef")?)));
            Value::Id(digits.collect::<Result<_>>()?)
        }
        Kind::RecordType => Value::RecordType(*u.choose(&RecordType::ALL)?),
        Kind::Choice => Value::Choice { id: u.int_in_range(0..=99)?.to_string(), label: None },
        Kind::Datetime | Kind::Birthday => moment(u)?,
        _ => Value::Text(text(u)?),
    })
}

fn number(u: &mut Unstructured<'_>) -> Result<Number> {
    let number = if u.arbitrary()? { f64::from(u.int_in_range(-9..=99)?) } else { u.arbitrary()? };
    Ok(Number::new(number).unwrap_or(Number::new(0.5).expect("finite")))
}

fn moment(u: &mut Unstructured<'_>) -> Result<Value> {
    let year = if u.arbitrary()? { u.int_in_range(2020..=2030)? } else { u.int_in_range(1..=9999)? };
    let day = format!("{year:04}-{:02}-{:02}", u.int_in_range(1..=12)?, u.int_in_range(1..=28)?);
    if u.arbitrary()? {
        return Ok(Value::Date(day.parse().expect("a date")));
    }
    let fraction = u.choose(&["", ".5", ".000001", ".1234567891"])?;
    let zone = u.choose(&["Z", "+00:00", "-00:00", "+14:00", "-09:30"])?;
    let time = format!("{:02}:{:02}:{:02}", u.int_in_range(0..=23)?, u.int_in_range(0..=59)?, u.int_in_range(0..=59)?);
    Ok(format!("{day}T{time}{fraction}{zone}").parse().map_or_else(|_| Value::Boolean(true), Value::Datetime))
}

fn day_month(u: &mut Unstructured<'_>) -> Result<DayMonth> {
    let month = u.int_in_range(1..=12)?;
    let last = DayMonth::last_day(month).expect("a month");
    Ok(DayMonth::new(u.int_in_range(1..=last)?, month).expect("a day"))
}

/// Any text, often one that means something to the language.
pub(crate) fn text(u: &mut Unstructured<'_>) -> Result<String> {
    const TEXTS: &[&str] = &[
        "vip",
        "Jon Ferrara",
        "and",
        "Not",
        "empty",
        "last",
        "in",
        "a..b",
        "..",
        "//x",
        "a // b",
        "'",
        "\"",
        "`",
        "O'Brien",
        "007",
        "+5",
        "1e3",
        "2025-01-01",
        "5 Mar",
        "true",
        "\\",
        "\u{feff}x",
        "x\u{200b}y",
        " x ",
        "a\tb",
        "é",
        "\u{1F600}",
        "Yahoo!",
        "{\"a\": 1}",
        "#5",
        "https://x.y/?z=1#f",
        "«x»",
        "‘x’",
        "\u{7f}x",
        "\u{85}x",
        "\u{2028}x",
        "custom.x",
        "custom.\"x\"",
        "_id",
        "any",
        "Marks & Spencer",
    ];
    Ok(if u.ratio(2, 3)? { (*u.choose(TEXTS)?).to_owned() } else { u.arbitrary::<&str>()?.to_owned() })
}
