//! `nse-fmt completions`: the script by which a shell completes commands, options, files, codes and the names of fields.
//!
//! The script holds what there is when it is printed: the fields of `--catalog` files, too. A query is one word to a shell,
//! so nothing inside of it is completed; bash, which parts its words at spaces, gets the names without one.

use std::fmt::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use nse_query::Catalog;
use nse_query::diagnostic::Code;

use crate::args::Cli;

pub(crate) fn script(shell: Shell, catalog: &Catalog) -> String {
    // For bash the generator takes the hyphen of a program's name for the one before a command.
    let name = if shell == Shell::Bash { "nse_fmt" } else { "nse-fmt" };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(shell, catalog), name, &mut script);
    let mut script = String::from_utf8_lossy(&script).replace(name, "nse-fmt");
    if shell == Shell::Fish {
        // What follows a command is left out there.
        let names = names(shell, catalog).collect::<Vec<_>>().join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(script, "complete -c nse-fmt -n \"__fish_nse_fmt_using_subcommand fields\" -f -a '{names}'");
    }
    script
}

/// The command line with the values that it does not tell itself, as it takes others too.
fn command(shell: Shell, catalog: &Catalog) -> Command {
    let codes = || Code::all().map(value);
    let warnings = || Code::all().filter(|code| code.is_warning()).map(value);
    let denied = PossibleValuesParser::new(warnings().chain([PossibleValue::new("warnings").help("all of them")]));
    // The generator takes names that live as long as the program, which ends after this.
    let names = PossibleValuesParser::new(names(shell, catalog).map(|name| &*name.leak()));
    Cli::command()
        .mut_arg("explain", |arg| arg.value_parser(PossibleValuesParser::new(codes())))
        .mut_arg("deny", |arg| arg.value_parser(denied))
        .mut_arg("allow", |arg| arg.value_parser(PossibleValuesParser::new(warnings())))
        .mut_subcommand("fields", |fields| fields.mut_arg("name", |arg| arg.value_parser(names)))
}

/// A code and its title, without the characters that a script would have to quote.
fn value(code: Code) -> PossibleValue {
    let title = code.explain().lines().next().unwrap_or_default();
    PossibleValue::new(code.name()).help(title.replace(['"', '$', '`', '\\'], ""))
}

/// The names of the fields as words of the shell.
fn names(shell: Shell, catalog: &Catalog) -> impl Iterator<Item = String> {
    catalog.fields().filter_map(move |field| word(&field.name, shell))
}

/// `name` as a word of the shell; none where it holds what might mean something there.
fn word(name: &str, shell: Shell) -> Option<String> {
    let plain = |character: char| character.is_alphanumeric() || matches!(character, ' ' | '.' | '_' | '-' | '+');
    if !name.chars().all(plain) || name.starts_with('-') {
        return None;
    }
    match shell {
        Shell::Bash if name.contains(' ') => None,
        Shell::Fish => Some(name.replace(' ', "\\ ")),
        _ => Some(name.to_owned()),
    }
}
