//! What can be asked for on the command line.

mod evaluation;

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use nse_query::diagnostic::{Code, Denied};
use nse_query::nse::Order;
use nse_query::value::{Instant, WeekStart, Zone};

pub(crate) use evaluation::{ContactsFormat, Eval, Evaluation, Words};

use crate::option_values::{denied, parameter, sort, time, warning, week_start, zone};

const EXAMPLES: &str = "\
Examples:
  nse-fmt json 'name ~ \"Jon Ferrara\" and tag = vip'        the query as the service takes it
  nse-fmt check 'created in last 3 months and emial = x'   what is wrong, and what to write instead
  nse-fmt eval 'tag = vip' contacts.json                   which contacts of a file it finds";

const FORMS: &str = "\
A QUERY is filter text or NSE JSON. @PATH reads it from a file, - from standard input.
Exit codes: 0 fine; 1 an invalid query, or `fmt` would change something; 2 wrong usage, or input or
output that fails. `eval`: 0 something matched; 1 nothing matched; 2 everything else.";

/// What to show a person who asked for nothing.
pub(crate) fn welcome() -> String {
    format!(
        "\
nse-fmt checks queries for contacts in Nimble CRM, turns them into NSE JSON and back, and tries them
on contacts.

{EXAMPLES}

`nse-fmt fields` lists what can be asked for, `nse-fmt --help` all commands.
"
    )
}

/// The query language of Nimble CRM: checks filter text, turns it into NSE JSON and back, and tries it on contacts.
#[derive(Debug, Parser)]
#[command(name = "nse-fmt", version, after_help = format!("{EXAMPLES}\n\n{FORMS}"), max_term_width = 100)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// Print what a code such as E0203 means, with an example and its mending
    #[arg(long, value_name = "CODE")]
    pub(crate) explain: Option<String>,

    #[command(flatten)]
    pub(crate) options: Options,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What every subcommand takes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options for every command")]
pub(crate) struct Options {
    /// Add the account's own fields, as the service's metadata lists them; may be repeated. Instead of those of nse.toml
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) catalog: Vec<PathBuf>,

    /// Keep unknown fields, with a warning
    #[arg(long, global = true)]
    pub(crate) lenient: bool,

    /// The present, which `today`, `this month` and `last 3 months` are told by, as in 2025-03-31T12:00:00Z; the clock's
    /// where not given
    #[arg(long, global = true, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<Instant>,

    /// Where days begin and end, as in Europe/Berlin; UTC where neither this nor nse.toml says
    #[arg(long, global = true, value_name = "ZONE", value_parser = zone)]
    pub(crate) tz: Option<Zone>,

    /// The first day of `this week` and `previous week`; monday where neither this nor nse.toml says
    #[arg(long, global = true, value_name = "DAY", value_parser = week_start())]
    pub(crate) week_start: Option<WeekStart>,

    /// Give the parameter `{NAME}` of the query a value; repeated for one name, a list of values
    #[arg(long = "param", global = true, value_name = "NAME=VALUE", value_parser = parameter)]
    pub(crate) parameters: Vec<(String, String)>,

    /// How to print errors and warnings
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t = Format::Human)]
    pub(crate) message_format: Format,

    /// Take a warning for an error: a code, or `warnings` for all; may be repeated
    #[arg(long, global = true, value_name = "CODE", value_parser = denied)]
    pub(crate) deny: Vec<Denied>,

    /// Do not show a warning; may be repeated
    #[arg(long, global = true, value_name = "CODE", value_parser = warning)]
    pub(crate) allow: Vec<Code>,

    /// When to use colors
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,
}

/// How errors and warnings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the source line, the reason and the fix
    Human,
    /// One line each
    Short,
    /// One JSON document
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// One SARIF 2.1.0 document
    Sarif,
}

impl Format {
    /// Whether it is for programs.
    pub(crate) const fn is_machine(self) -> bool {
        matches!(self, Self::Json | Self::Github | Self::Sarif)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Format filter text: files in place, standard input to standard output
    Fmt(Fmt),
    /// Print a query as NSE JSON
    Json(Json),
    /// Print a query as filter text
    Text(Text),
    /// Print a shorter query that finds the same contacts, as filter text
    Simplify(Text),
    /// Report everything that is wrong or odd about queries
    Check(Check),
    /// Print the contacts that a query finds
    Eval(Eval),
    /// Say in plain English what a query finds
    Explain(Explain),
    /// List the fields, their operators and an example of each
    Fields(Fields),
    /// Print the JSON Schema of NSE queries, with the account's fields, of what the library serializes, or of nse.toml
    Schema(Schema),
    /// Say what applies here: nse.toml, flags, the clock
    ///
    /// The nse.toml of the folder, or else of the nearest one above, gives what a flag does not. Its keys are catalog,
    /// saved-searches, records, tz, week-start, deny, allow and line-width; paths in it are relative to it.
    Config,
    /// Serve editors: the language server, over standard input and output
    #[cfg(feature = "lsp")]
    Lsp,
    /// Serve assistants: the Model Context Protocol, over standard input and output
    ///
    /// Its tools search fields, check, convert, explain and complete queries, and judge deletions. With contacts they also say
    /// which of these a query finds, and why. Nothing is sent to the service, and no file is written.
    #[cfg(feature = "mcp")]
    Mcp(Mcp),
    /// Print the completion script of a shell
    ///
    /// It completes commands, options, files, codes and the names of fields, those of `--catalog` files too. Bash completes
    /// names of one word only; what stands in a query is not completed, as a shell takes it for one word, but the file after its @ is.
    Completions(Completions),
    /// Print the manual page of the program or of a command
    Man(Man),
}

impl Command {
    /// Whether the settings of the folder where it runs matter to it.
    pub(crate) const fn reads_settings(&self) -> bool {
        match self {
            Self::Man(_) => false,
            #[cfg(feature = "lsp")]
            Self::Lsp => false,
            _ => true,
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct Fmt {
    /// The files, one query each; - or none for standard input
    #[arg(value_name = "FILES")]
    pub(crate) files: Vec<PathBuf>,
    /// Write nothing; exit with 1 where a file would change
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing; print what would change, and exit with 1 where something would
    #[arg(long)]
    pub(crate) diff: bool,
    /// Apply the certain fixes first
    #[arg(long)]
    pub(crate) fix: bool,
    /// What messages call standard input
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// What ends a line
    #[arg(long, value_enum, value_name = "ENDING", default_value_t = LineEnding::Auto)]
    pub(crate) line_ending: LineEnding,
    /// The most columns of a line; 100 where neither this nor nse.toml says
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) line_width: Option<usize>,
}

/// What ends the lines of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LineEnding {
    /// What ends the first line of the file
    Auto,
    /// A line feed, as on Unix
    Lf,
    /// A carriage return and a line feed, as on Windows
    Crlf,
}

#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is an option
pub(crate) struct Json {
    #[command(flatten)]
    pub(crate) query: Query,
    /// Indent it
    #[arg(long)]
    pub(crate) pretty: bool,
    /// Encode it for the query string of a URL
    #[arg(long, conflicts_with = "pretty")]
    pub(crate) url_encoded: bool,
    /// Print a shorter query that finds the same contacts
    #[arg(long)]
    pub(crate) simplify: bool,
    /// Print the whole request line: for the contacts, for their ids only, or to delete them. A deletion of every contact
    /// is refused, and one by a query with a warning about what it finds, until `--allow CODE` says that you have read it
    #[arg(long, value_name = "KIND", num_args = 0..=1, require_equals = true, default_missing_value = "contacts")]
    #[arg(value_enum, conflicts_with_all = ["pretty", "url_encoded"])]
    pub(crate) request: Option<Request>,
    /// Print the request as code
    #[arg(long, value_name = "CLIENT", value_enum)]
    #[arg(conflicts_with_all = ["pretty", "url_encoded"])]
    pub(crate) request_as: Option<Client>,
    /// Sort what the request lists: a field of one value, then :asc (the default) or :desc
    #[arg(long, value_name = "FIELD", value_parser = sort)]
    pub(crate) sort: Option<(String, Order)>,
    /// List these fields only, separated by commas
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub(crate) fields: Vec<String>,
    /// List so many on a page; the service has 30 unless told
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) per_page: Option<u32>,
    /// Before a deletion, say how many of these contacts it would hit; may be repeated
    #[arg(long, value_name = "CONTACTS", requires = "request")]
    pub(crate) against: Vec<PathBuf>,
    /// Print the deletion even where it takes every contact, or every one of a type
    #[arg(long, requires = "request")]
    pub(crate) yes_everything: bool,
    #[command(flatten)]
    pub(crate) evaluation: Evaluation,
}

/// The program that sends a request.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Client {
    /// A command line
    Curl,
    /// Python, with `requests`
    Python,
    /// JavaScript, with `fetch`
    Javascript,
}

/// Which request to print.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Request {
    /// The contacts themselves
    Contacts,
    /// Their ids only
    Ids,
    /// Their deletion
    Delete,
}

#[derive(Args, Debug)]
pub(crate) struct Text {
    #[command(flatten)]
    pub(crate) query: Query,
    /// The most columns of a line; 100 where neither this nor nse.toml says
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) line_width: Option<usize>,
}

/// One query.
#[derive(Args, Debug)]
pub(crate) struct Query {
    /// The query; @PATH reads it from a file, - or nothing from standard input
    #[arg(value_name = "QUERY")]
    pub(crate) query: Option<String>,
    /// Apply the certain fixes first; to a file in place
    #[arg(long)]
    pub(crate) fix: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// The queries; @PATH reads one from a file, - or nothing from standard input. A listing of saved searches, as the service
    /// gives it, is checked search by search
    #[arg(value_name = "QUERY")]
    pub(crate) queries: Vec<String>,
    /// Apply the certain fixes: to files in place, to others printed
    #[arg(long)]
    pub(crate) fix: bool,
    /// The account's saved searches, as the service lists them: a query that names one that is not there, or that leads back to
    /// itself, is an error
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) saved_searches: Option<PathBuf>,
}

#[cfg(feature = "mcp")]
#[derive(Args, Debug)]
pub(crate) struct Mcp {
    /// The contacts to search, in the formats of `eval`; read anew for each question
    #[arg(value_name = "CONTACTS", value_hint = ValueHint::FilePath)]
    pub(crate) contacts: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) evaluation: Evaluation,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The query; @PATH reads it from a file, - or nothing from standard input
    #[arg(value_name = "QUERY")]
    pub(crate) query: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Fields {
    /// One field, with all there is to say about it
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// Of what
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Of::Query)]
    pub(crate) of: Of,
    /// In the words that OpenAI and Anthropic enforce for the parameters of a tool: an object with the query as `query`
    #[arg(long)]
    pub(crate) strict: bool,
}

/// What a schema is of.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Of {
    /// NSE queries
    Query,
    /// Syntax trees
    Tree,
    /// The JSON report of diagnostics
    Diagnostics,
    /// Lists of completions
    Completions,
    /// What stands at a place
    Hover,
    /// What each token is, for highlighting
    Roles,
    /// A field
    Field,
    /// How what two queries find differs
    Difference,
    /// Why a contact matches, or why not
    Explanation,
    /// What was odd about contacts
    Oddities,
    /// The file nse.toml
    Config,
}

#[derive(Args, Debug)]
pub(crate) struct Man {
    /// A command, such as json
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}
