//! The command line read, and what to say where it is used wrongly.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ColorChoice, CommandFactory, FromArgMatches, ValueEnum};
use nse_query::fold::visible;
use nse_query::{is_json, text};

use crate::args::Cli;

/// What was asked for; help and wrong usage are errors, which print themselves.
pub(crate) fn parse() -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let words: Vec<String> = arguments.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let mut command = Cli::command().color(color(&words));
    let parsed = command.try_get_matches_from_mut(&arguments).and_then(|found| Cli::from_arg_matches(&found));
    parsed.map_err(|error| {
        // Again with words that a terminal may be shown.
        let shown = arguments.iter().map(|word| visible(&word.to_string_lossy()).into_owned());
        let error = command.try_get_matches_from_mut(shown).err().unwrap_or(error);
        advised(error.format(&mut command), &words)
    })
}

/// What `--color` says: help and wrong usage have colors too.
fn color(words: &[String]) -> ColorChoice {
    let after =
        words.iter().zip(words.iter().skip(1)).find(|(option, _)| *option == "--color").map(|(_, when)| &**when);
    let joined = words.iter().find_map(|word| word.strip_prefix("--color="));
    after.or(joined).and_then(|when| ColorChoice::from_str(when, false).ok()).unwrap_or_default()
}

/// `error`, with what to write for a query that the shell took apart or that lacks a command.
fn advised(mut error: clap::Error, words: &[String]) -> clap::Error {
    let plain: Vec<&str> = words.iter().map(|word| &**word).filter(|word| !word.starts_with('-')).collect();
    let tip = match (error.kind(), plain.as_slice()) {
        (ErrorKind::InvalidSubcommand, query) => {
            let query = query.join(" ");
            if !is_query(&query) || error.get(ContextKind::SuggestedSubcommand).is_some() {
                return error;
            }
            format!("to see this query as NSE JSON: `nse-fmt json {}`", quoted(&query))
        }
        (ErrorKind::UnknownArgument, [command, query @ ..]) if query.len() > 1 && unexpected(&error) => {
            unquoted(command, query)
                .unwrap_or_else(|| format!("quote the whole query, as in `nse-fmt {} 'tag = vip'`", visible(command)))
        }
        _ => return error,
    };
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    error
}

/// Whether the argument that is not expected is no option.
fn unexpected(error: &clap::Error) -> bool {
    let found = error.get(ContextKind::InvalidArg);
    matches!(found, Some(ContextValue::String(word)) if !word.starts_with('-'))
}

/// What to write for `words`, where they are the parts of one query.
pub(crate) fn unquoted(command: &str, words: &[&str]) -> Option<String> {
    // A query of more words is quoted by who writes it.
    let words = words.get(..words.len().min(50))?;
    if is_query(words.first()?) {
        return None;
    }
    // Behind its query `eval` has files.
    let fewest = if command == "eval" { 2 } else { words.len() };
    let count = (fewest.max(2)..=words.len())
        .rev()
        .find(|&count| words.get(..count).is_some_and(|words| is_query(&words.join(" "))))?;
    let (query, rest) = words.split_at(count);
    let line = [vec!["nse-fmt", command, &quoted(&query.join(" "))], rest.to_vec()].concat().join(" ");
    Some(format!("quote the whole query: `{}`", visible(&line)))
}

pub(crate) fn is_query(text: &str) -> bool {
    is_json(text) || text::parse(text).is_ok()
}

/// `text` as a shell reads it as one word.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", visible(text).replace('\'', r"'\''"))
}
