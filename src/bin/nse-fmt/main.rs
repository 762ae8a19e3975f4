//! The command line of the query language: input, output and exit codes; all else is the library's.

mod args;
mod check;
mod convert;
mod delete;
mod eval;
mod explain;
mod fields;
mod fmt;
mod schema;
mod session;
mod source;
mod stop;

use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, Parser};

use crate::args::{Cli, Command};
use crate::session::{Session, say};
use crate::stop::Stop;

fn main() -> ExitCode {
    let cli = Cli::parse();
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
            say(&format!("error: {message}\n"));
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
    match command {
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut Cli::command(), "nse-fmt", &mut script);
            return source::print(&String::from_utf8_lossy(&script)).map(|()| 0);
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page).map_err(|error| Stop::output(&error))?;
            return source::print(&String::from_utf8_lossy(&page)).map(|()| 0);
        }
        _ => {}
    }
    let session = Session::new(&cli.options)?;
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
        Command::Completions(_) | Command::Man => Ok(0),
    }
}
