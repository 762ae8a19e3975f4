//! What can be asked for of an evaluation.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use nse_query::nse::Order;

use crate::option_values::sort;

#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is an option
pub(crate) struct Eval {
    /// The query; @PATH reads it from a file, - from standard input
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    /// The contacts as the service sends them: JSON, pages, or one a line; or CSV whose header line names fields. Plain,
    /// gzip or zstd; - or none for standard input
    #[arg(value_name = "CONTACTS")]
    pub(crate) contacts: Vec<PathBuf>,

    /// Print their ids only
    #[arg(long, group = "form")]
    pub(crate) ids: bool,
    /// Print how many there are only
    #[arg(long, group = "form")]
    pub(crate) count: bool,
    /// Print id, name, company and e-mail of each
    #[arg(long, group = "form")]
    pub(crate) table: bool,
    /// Print them as CSV that `eval` reads again; a value that a spreadsheet would run as a formula begins with a quote
    #[arg(long, group = "form")]
    pub(crate) csv: bool,
    /// Print why the query finds each, clause by clause
    #[arg(long, group = "form")]
    pub(crate) why: bool,
    /// The columns of --table or --csv: fields, separated by commas, as in name,email,tag
    #[arg(long, value_name = "FIELDS", conflicts_with_all = ["ids", "count", "why"])]
    pub(crate) columns: Option<String>,
    /// Print them in the order of a field, then :asc (the default) or :desc: without a value last, of several values by the first in the order.
    /// What is printed is held in memory, with --limit only so much
    #[arg(long, value_name = "FIELD", value_parser = sort, conflicts_with = "count")]
    pub(crate) sort: Option<(String, Order)>,

    /// What the contacts are; the first character tells where not given
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<ContactsFormat>,
    /// Print those that the query does not find
    #[arg(long)]
    pub(crate) invert: bool,
    /// Stop after so many
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,
    /// Stop with exit code 2 at the first record or value that cannot be read
    #[arg(long)]
    pub(crate) strict: bool,
    /// Refuse compressed contacts that come to more than 64 MiB and to more than N times their size
    #[arg(long, value_name = "N", default_value_t = nse_query::eval::read::MAX_RATIO)]
    pub(crate) max_ratio: u64,
    /// How many threads to use; as many as there are processors where not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) evaluation: Evaluation,
}

/// What contacts come as.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ContactsFormat {
    /// As the service sends them
    Json,
    /// With a header line that names fields, and `;` between the tags
    Csv,
}

/// What an answer depends on beside the query and the contact.
#[derive(Args, Debug)]
#[command(next_help_heading = "Evaluation")]
pub(crate) struct Evaluation {
    /// How many words of a value `~` asks for: the service takes any one
    #[arg(long = "match", value_enum, value_name = "WORDS", default_value_t = Words::Any)]
    pub(crate) words: Words,
    /// Who asks, for `user last contacted`: the id of a Nimble user
    #[arg(long, value_name = "ID")]
    pub(crate) user: Option<String>,
    /// The account's saved searches, as the service lists them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) saved_searches: Option<PathBuf>,
}

/// How many words of a value must be there.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Words {
    /// One is enough
    Any,
    /// All of them
    All,
}
