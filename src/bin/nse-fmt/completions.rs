//! `nse-fmt completions`: the script by which a shell completes commands, options, files, codes and the names of fields.
//!
//! The script holds what there is when it is printed: the fields of `--catalog` files, too. A query is one word to a shell,
//! so nothing inside of it is completed but the file after an `@`; bash, which parts its words at spaces, gets the names without one.

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
    let names = || names(shell, catalog).collect::<Vec<_>>().join(" ");
    match shell {
        Shell::Bash => {
            script = script.replace("complete -F _nse-fmt ", "complete -F _nse_fmt_words ");
            script.push_str(&BASH.replace("NAMES", &names()));
        }
        Shell::Zsh => {
            script = script.lines().map(|line| in_zsh(line) + "\n").collect();
            script = script.replace("autoload -U is-at-least\n", &format!("autoload -U is-at-least\n{ZSH}"));
        }
        Shell::Fish => {
            // What follows a command is left out there.
            script.push_str(&FISH.replace("NAMES", &names()));
        }
        _ => {}
    }
    script
}

/// The file after an `@`, and one more field after a comma. Bash parts words at the `@`.
const BASH: &str = r#"
_nse_fmt_words() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    if [[ $cur == @* || $prev == @ ]]; then
        local at="" path=${cur#@} IFS=$'\n'
        [[ $cur == @* && $COMP_WORDBREAKS != *@* ]] && at=@
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -P "$at" -f -- "$path"))
    elif [[ ( $prev == --columns || $prev == --fields ) && $cur == *,* ]]; then
        COMPREPLY=($(compgen -P "${cur%,*}," -W "NAMES" -- "${cur##*,}"))
    else
        _nse-fmt "$@"
    fi
}
"#;

const ZSH: &str = r"
_nse_fmt_query() {
    if compset -P '@'; then _files; else _message 'a query, or @ and a file'; fi
}
";

/// A line of zsh's script: fields may follow a comma, and a file the `@` of a query.
fn in_zsh(line: &str) -> String {
    let is_query = ["'::query -- ", "':query -- ", "'*::queries -- "].iter().any(|start| line.starts_with(start));
    match line.split_once(":FIELDS:(").and_then(|(before, names)| Some((before, names.strip_suffix(")' \\")?))) {
        Some((before, names)) => format!("{before}:FIELDS:_sequence compadd - {names}' \\"),
        None if is_query => line.replace(":_default'", ":_nse_fmt_query'"),
        None => line.to_owned(),
    }
}

const FISH: &str = r#"complete -c nse-fmt -n "__fish_nse_fmt_using_subcommand fields" -f -a 'NAMES'
complete -c nse-fmt -n "__fish_nse_fmt_using_subcommand eval" -l columns -r -f -a '(__fish_append , NAMES)'
complete -c nse-fmt -n "__fish_nse_fmt_using_subcommand json" -l fields -r -f -a '(__fish_append , NAMES)'
complete -c nse-fmt -n "string match -q '@*' -- (commandline -ct)" -f -a '(__fish_complete_path (string sub -s 2 -- (commandline -ct)) | string replace -r "^" "@")'
"#;

/// The command line with the values that it does not tell itself, as it takes others too.
fn command(shell: Shell, catalog: &Catalog) -> Command {
    let codes = || Code::all().map(value);
    let warnings = || Code::all().filter(|code| code.is_warning()).map(value);
    let denied = PossibleValuesParser::new(warnings().chain([PossibleValue::new("warnings").help("all of them")]));
    // The generator takes names that live as long as the program, which ends after this.
    let names = PossibleValuesParser::new(names(shell, catalog).map(|name| &*name.leak()));
    // Values of options stand on lines of their own for fish, where nothing is quoted.
    let shell = if shell == Shell::Fish { Shell::Zsh } else { shell };
    let of_option = PossibleValuesParser::new(self::names(shell, catalog).map(|name| &*name.leak()));
    let listed = |command: Command, options: &[&'static str]| {
        let set = |command: Command, option: &&'static str| {
            command.mut_arg(*option, |arg| arg.value_parser(of_option.clone()))
        };
        options.iter().fold(command, set)
    };
    Cli::command()
        .mut_arg("explain", |arg| arg.value_parser(PossibleValuesParser::new(codes())))
        .mut_arg("deny", |arg| arg.value_parser(denied))
        .mut_arg("allow", |arg| arg.value_parser(PossibleValuesParser::new(warnings())))
        .mut_subcommand("json", |json| listed(json, &["sort", "fields"]))
        .mut_subcommand("eval", |eval| listed(eval, &["sort", "columns"]))
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
