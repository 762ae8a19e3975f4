//! The command line of the query language: input, output and exit codes; all else is the library's.

mod args;
mod check;
mod completions;
mod config;
mod convert;
mod delete;
mod eval;
mod explain;
mod fields;
mod fmt;
mod hints;
#[cfg(feature = "lsp")]
mod lsp;
#[cfg(feature = "mcp")]
mod mcp;
mod option_values;
mod project;
mod replace;
mod schema;
mod session;
mod source;
mod stop;
mod usage;

use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory};

use crate::args::{Cli, Command, Json, Request};
use crate::project::Project;
use crate::session::{Session, say, say_error};
use crate::stop::Stop;

fn main() -> ExitCode {
    let cli = match usage::parse() {
        Ok(cli) => cli,
        Err(error) => {
            // There is nobody to tell when it cannot be printed.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match cli.options.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    ExitCode::from(match run(&cli) {
        Ok(code) => code,
        Err(Stop::Closed) => 0,
        // A script before a bulk change must not take a typo for an empty result.
        Err(Stop::Invalid) => {
            if matches!(cli.command, Some(Command::Eval(_))) {
                2
            } else {
                1
            }
        }
        Err(Stop::Failed(message)) => {
            say_error(&message);
            2
        }
    })
}

fn run(cli: &Cli) -> Result<u8, Stop> {
    if let Some(code) = &cli.explain {
        return explain::code(code);
    }
    let Some(command) = &cli.command else {
        say(&args::welcome());
        return Ok(2);
    };
    if let (Command::Fmt(_) | Command::Fields(_) | Command::Schema(_) | Command::Config, false) =
        (command, cli.options.parameters.is_empty())
    {
        return Err(Stop::failed(
            "`--param` only works with commands that read a query; `fmt` keeps parameters as they are",
        ));
    }
    // The manual is there to be read where settings are wrong, too; the language server reads those of each document.
    let mut project = if command.reads_settings() { Project::here()? } else { None };
    if let (Command::Json(Json { request: Some(Request::Delete), .. }), Some(project)) = (command, &mut project) {
        // Whoever deletes says themselves which warnings they have read.
        project.config.allow = None;
    }
    let session = Session::new(&cli.options, project)?;
    match command {
        Command::Fmt(args) => fmt::run(args, &session),
        Command::Json(args) => convert::json(args, &session),
        Command::Text(args) => convert::text(args, &session),
        Command::Simplify(args) => convert::simplify(args, &session),
        Command::Check(args) => check::run(args, &session),
        Command::Eval(args) => eval::run(args, &session),
        Command::Explain(args) => explain::run(args, &session),
        Command::Fields(args) => fields::run(args, &session),
        Command::Schema(args) => schema::run(args, &session),
        Command::Completions(args) => source::print(&completions::script(args.shell, &session.catalog)).map(|()| 0),
        #[cfg(feature = "lsp")]
        Command::Lsp => Ok(lsp::run(&cli.options)),
        #[cfg(feature = "mcp")]
        Command::Mcp(args) => mcp::run(args, &cli.options, session),
        Command::Config => config::run(&cli.options, &session),
        Command::Man(args) => source::print(&manual(args.command.as_deref())?).map(|()| 0),
    }
}

/// The manual page of the program, or of one of its commands.
fn manual(command: Option<&str>) -> Result<String, Stop> {
    let mut program = Cli::command();
    program.build();
    let (page, title) = match command {
        None => (program, "nse-fmt".to_owned()),
        Some(name) => {
            let command = program.find_subcommand(name).cloned();
            let command = command
                .ok_or_else(|| Stop::failed(format!("there is no command `{name}`; `nse-fmt --help` lists them")))?;
            (command, format!("nse-fmt-{name}"))
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).title(title).render(&mut text).map_err(|error| Stop::output(&error))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
