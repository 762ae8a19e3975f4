//! What is printed for the contacts of one batch.

use std::borrow::Cow;

use nse_query::eval::read::Batch;
use nse_query::eval::{Columns, Contact, Matcher, Report, Sort, SortKey, Verdict};
use nse_query::fold::{escape_json, visible};
use nse_query::{Catalog, Error};

use super::table;

/// How a contact is printed.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// As it came, on one line.
    Json {
        /// Without characters that a terminal obeys.
        escaped: bool,
    },
    Ids,
    Count,
    /// With columns that were asked for, or the usual ones.
    Table(Option<Columns>),
    Csv {
        columns: Columns,
        /// As of `Json`.
        escaped: bool,
    },
    Why,
}

impl Form {
    /// What stands before all contacts. `catalog` knows the columns.
    pub(super) fn header(&self, catalog: &Catalog) -> String {
        match self {
            Self::Table(columns) => table::header(columns.as_ref()) + "\n",
            Self::Csv { columns, escaped } => shown(columns.csv_header(catalog), *escaped),
            Self::Json { .. } | Self::Ids | Self::Count | Self::Why => String::new(),
        }
    }
}

/// What decides about contacts. Threads share one.
#[derive(Debug)]
pub(super) struct Judge {
    pub(super) matcher: Matcher,
    pub(super) form: Form,
    pub(super) sort: Option<Sort>,
    pub(super) invert: bool,
    pub(super) strict: bool,
}

/// What came of a batch.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What to print of the contacts that matched.
    pub(super) text: String,
    /// At least one: what came up to each match, and after the last.
    pub(super) parts: Vec<Part>,
    /// What stops everything after the last part, in strict mode.
    pub(super) failed: Option<String>,
}

/// What came of the records after one match up to the next, so that no more is said than `--limit` asks for.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Whether it ends with a match.
    pub(super) matched: bool,
    /// Where the match stands, where contacts are sorted.
    pub(super) key: Option<SortKey>,
    /// Where it ends in the outcome's text.
    pub(super) end: usize,
    /// Contacts that were read.
    pub(super) read: u64,
    /// Records that could not be read.
    pub(super) malformed: u64,
    /// What was wrong with each of them.
    pub(super) messages: Vec<String>,
    pub(super) report: Report,
}

/// What came of one contact.
struct Judged {
    selected: bool,
    /// Where it stands, where selected contacts are sorted.
    key: Option<SortKey>,
    odd: Option<Box<Report>>,
}

impl Judge {
    pub(super) fn batch(&self, name: &str, batch: &Batch) -> Outcome {
        let mut outcome = Outcome::default();
        let mut part = Part::default();
        for record in batch.judge(&self.matcher) {
            let judged = record.read.and_then(|verdict| self.judged(record.text, verdict, &mut outcome.text));
            match judged {
                Ok(Judged { selected, key, odd }) => {
                    part.read += 1;
                    if let Some(odd) = odd {
                        part.report.add(*odd);
                    }
                    if selected {
                        let end = outcome.text.len();
                        let ended = Part { matched: true, key, end, ..std::mem::take(&mut part) };
                        outcome.parts.push(ended);
                    }
                }
                Err(problem) => {
                    part.malformed += u64::from(problem.code().name() != "E0410");
                    let (name, said, code) = (visible(name), problem.to_string(), problem.code());
                    let message = format!("{name}:{}: byte {}: {} [{code}]", record.line, record.byte, visible(&said));
                    if self.strict {
                        outcome.failed = Some(message);
                        break;
                    }
                    part.messages.push(message);
                }
            }
        }
        outcome.parts.push(Part { end: outcome.text.len(), ..part });
        outcome
    }

    /// Whether the contact in `json` is selected, which then is printed to `text`.
    fn judged(&self, json: &str, mut verdict: Verdict<'_>, text: &mut String) -> Result<Judged, Error> {
        if self.strict
            && let Some(unreadable) = verdict.odd.as_mut().and_then(|odd| odd.first.take())
        {
            return Err(Error::from(unreadable));
        }
        let selected = verdict.matched != self.invert;
        let mut key = None;
        if selected {
            key = self.sort.as_ref().map(|sort| sort.key(json)).transpose()?;
            self.print(json, &self.text(json, &verdict.id)?, text);
        }
        Ok(Judged { selected, key, odd: verdict.odd })
    }

    /// What is printed of the contact in `json`, where that is not `json` itself.
    fn text(&self, json: &str, id: &str) -> Result<String, Error> {
        Ok(match &self.form {
            Form::Json { .. } | Form::Count => String::new(),
            Form::Ids => visible(id).into_owned(),
            Form::Table(None) => table::row(&table::of(&Contact::parse(json)?)),
            Form::Table(Some(columns)) => table::chosen(columns, json)?,
            Form::Csv { columns, escaped } => shown(columns.csv_row(json)?, *escaped),
            Form::Why => {
                let contact = Contact::parse(json)?;
                let [id, name, ..] = table::of(&contact);
                let why = self.matcher.explain(&contact).to_string();
                why.lines().fold(format!("{id}  {name}\n"), |text, line| format!("{text}  {line}\n"))
            }
        })
    }

    fn print(&self, json: &str, own: &str, text: &mut String) {
        match self.form {
            Form::Count => return,
            Form::Json { escaped: false } => text.push_str(&one_line(json)),
            Form::Json { escaped: true } => text.push_str(&escape_json(one_line(json).into_owned())),
            Form::Ids | Form::Table(_) | Form::Why => text.push_str(own),
            // A row has its line end.
            Form::Csv { .. } => return text.push_str(own),
        }
        text.push('\n');
    }
}

/// Lines of CSV, for a terminal without characters that it obeys.
fn shown(lines: String, escaped: bool) -> String {
    if escaped { visible(lines.trim_end_matches('\n')).into_owned() + "\n" } else { lines }
}

/// JSON without line breaks, which can stand only between its tokens, nor the white space after them.
fn one_line(json: &str) -> Cow<'_, str> {
    if !json.contains(['\n', '\r']) {
        return Cow::Borrowed(json);
    }
    Cow::Owned(json.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(""))
}
