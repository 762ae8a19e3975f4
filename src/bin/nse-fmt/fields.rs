//! `nse-fmt fields`: the catalog.

use std::fmt::Write;

use nse_query::Operator;
use nse_query::catalog::{FieldRef, Kind, nearest};
use nse_query::diagnostic::render::columns;
use nse_query::fold::visible;

use crate::args;
use crate::session::Session;
use crate::source;
use crate::stop::Stop;

pub(crate) fn run(args: &args::Fields, session: &Session) -> Result<u8, Stop> {
    let text = match &args.name {
        None => list(session.catalog.fields()),
        Some(name) => detail(&find(name, session)?),
    };
    source::print(&text)?;
    Ok(0)
}

/// `fields`, one a line.
pub(crate) fn list(fields: impl Iterator<Item = FieldRef>) -> String {
    let header = ["FIELD", "KIND", "OPERATORS", "EXAMPLE"].map(str::to_owned);
    table(std::iter::once(header).chain(fields.map(|field| row(&field))))
}

/// The field that people call `name`, in text or in NSE JSON.
pub(crate) fn find(name: &str, session: &Session) -> Result<FieldRef, Stop> {
    let catalog = &session.catalog;
    let custom = name.strip_prefix("custom.").map(|name| name.trim_matches('"'));
    let field = custom.map(|name| catalog.custom_field(name));
    if let Some(field) = field.or_else(|| catalog.field(name)).or_else(|| catalog.field_by_json(name)) {
        return Ok(field);
    }
    let names: Vec<FieldRef> = catalog.fields().collect();
    let near = match catalog.instead_of(name) {
        Some(fields) => fields.to_vec(),
        None => nearest(name, names.iter().map(|field| &*field.name)),
    };
    let help = if near.is_empty() {
        "`nse-fmt fields` lists them all".to_owned()
    } else {
        format!("did you mean `{}`?", near.join("` or `"))
    };
    Err(Stop::failed(format!("there is no field `{}`; {help}", visible(name))))
}

fn row(field: &FieldRef) -> [String; 4] {
    let mut operators: Vec<&str> = field.operators.iter().map(Operator::text).collect();
    operators.dedup();
    [
        visible(&field.text()).into_owned(),
        field.kind.name().to_owned(),
        operators.join(", "),
        visible(&field.example).into_owned(),
    ]
}

pub(crate) fn detail(field: &FieldRef) -> String {
    let mut text = format!("{}\n\n", visible(&field.text()));
    let path = if field.custom { "custom_fields / " } else { "" };
    let aliases: Vec<&str> = field.aliases.iter().copied().filter(|alias| *alias != field.json).collect();
    let facts = [
        ("kind", field.kind.name().to_owned()),
        ("in NSE JSON", format!("{path}{}", visible(&field.json))),
        ("also written", aliases.join(", ")),
        ("values", if field.multiple { "several" } else { "one" }.to_owned()),
        ("documented", field.documented.to_owned()),
    ];
    for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<14}{fact}");
    }
    text.push('\n');
    let header = ["OPERATOR", "IN NSE JSON", "EXAMPLE"].map(str::to_owned);
    let examples = field.examples().map(|(operator, example)| {
        [operator.text().to_owned(), operator.json().to_owned(), visible(&example).into_owned()]
    });
    text += &table(std::iter::once(header).chain(examples).chain(moving(field)));
    if !field.choices.is_empty() {
        let header = ["CHOICE", "ID IN NSE JSON"].map(str::to_owned);
        let choices =
            field.choices.iter().map(|choice| [&choice.label, &choice.id].map(|text| visible(text).into_owned()));
        text = format!("{text}\n{}", table(std::iter::once(header).chain(choices)));
    }
    text
}

/// A clause with a date that moves, where the field takes one.
fn moving(field: &FieldRef) -> Option<[String; 3]> {
    let (operator, date) = match field.kind {
        Kind::Datetime => (Operator::Range, "previous month"),
        Kind::Birthday => (Operator::DayMonthRange, "next 7 days"),
        _ => return None,
    };
    let clause = format!("{} {} {date}", field.text(), operator.text());
    let row = [operator.text().to_owned(), operator.json().to_owned(), visible(&clause).into_owned()];
    field.operators.contains(operator).then_some(row)
}

/// `rows` in columns two spaces apart.
pub(crate) fn table<const N: usize>(rows: impl Iterator<Item = [String; N]>) -> String {
    let rows: Vec<[String; N]> = rows.collect();
    let width = |text: &str| text.chars().map(columns).sum::<usize>();
    let mut widths = [0; N];
    for row in &rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (widest, cell) in widths.iter().zip(row) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', widest - width(cell) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
