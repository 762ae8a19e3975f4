//! Contacts as lines of a table. Columns have fixed widths, because the contacts to come are not known.

use std::sync::LazyLock;

use nse_query::Error;
use nse_query::diagnostic::render::columns;
use nse_query::eval::{Columns, Contact, Context, Explanation, Matcher};
use nse_query::fold::visible;

/// How wide every column but the last is: an id fits the first.
const WIDTHS: [usize; 2] = [24, 26];

/// Id, name, company and e-mail.
pub(crate) fn of(contact: &Contact<'_>) -> [String; 4] {
    let shown = |value: &str| visible(value.trim()).into_owned();
    let filled = |name: &str| contact.field(name).find(|value| !value.trim().is_empty());
    let first = |name: &str| filled(name).map(|value| shown(&value)).unwrap_or_default();
    let words = ["first name", "middle name", "last name"].map(first);
    let mut name = words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let own = first("company name");
    let company = if own.is_empty() { employer(contact) } else { own.clone() };
    if name.is_empty() {
        name = own;
    }
    [visible(contact.id()).into_owned(), name, company, first("email")]
}

/// Asks for an employer in every place where a contact may carry one.
static EMPLOYED: LazyLock<Option<Matcher>> = LazyLock::new(|| {
    let query = "employer is not empty".parse().ok()?;
    Matcher::new(&query, &Context::default()).ok()
});

/// The first employer.
fn employer(contact: &Contact<'_>) -> String {
    let explanation = EMPLOYED.as_ref().map(|matcher| matcher.explain(contact));
    let Some(Explanation::Clause { found: Some(found), .. }) = explanation else { return String::new() };
    visible(found.value.trim()).into_owned()
}

pub(super) fn header(columns: Option<&Columns>) -> String {
    let Some(columns) = columns else { return row(&["ID", "NAME", "COMPANY", "E-MAIL"].map(str::to_owned)) };
    let names = columns.fields().iter().map(|field| visible(&field.name).to_uppercase());
    row(&names.collect::<Vec<_>>())
}

/// The values of `columns` in the contact in `json`.
pub(super) fn chosen(columns: &Columns, json: &str) -> Result<String, Error> {
    let cells = columns.values(json)?.into_iter().map(|values| visible(&values.join("; ")).into_owned());
    Ok(row(&cells.collect::<Vec<_>>()))
}

pub(super) fn row(cells: &[String]) -> String {
    let mut line = String::new();
    let widths = WIDTHS.into_iter().chain(std::iter::repeat(WIDTHS[1]));
    for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
        if index + 1 == cells.len() {
            line.push_str(cell);
            break;
        }
        let used = push_cut(&mut line, cell, width);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(used) + 2));
    }
    line.truncate(line.trim_end().len());
    line
}

/// Adds as much of `cell` as fits `width` columns; how many it takes.
fn push_cut(line: &mut String, cell: &str, width: usize) -> usize {
    if cell.chars().map(columns).sum::<usize>() <= width {
        line.push_str(cell);
        return cell.chars().map(columns).sum();
    }
    let mut used = 1;
    for character in cell.chars() {
        if used + columns(character) > width {
            break;
        }
        used += columns(character);
        line.push(character);
    }
    line.push('…');
    used
}
