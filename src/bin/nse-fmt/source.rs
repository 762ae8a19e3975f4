//! Where queries come from.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use nse_query::fold::visible;

use crate::stop::Stop;

/// A query as it was given.
#[derive(Debug)]
pub(crate) struct Source {
    /// What messages call it.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The file it was read from.
    pub(crate) path: Option<PathBuf>,
    /// Whether it is the argument itself.
    pub(crate) is_argument: bool,
}

impl Source {
    /// What a QUERY argument means: `@PATH` a file, `-` or nothing standard input, all else the query itself.
    pub(crate) fn query(argument: Option<&str>) -> Result<Self, Stop> {
        match argument {
            None if io::stdin().is_terminal() => {
                Err(Stop::failed("no query: write one as an argument, as @PATH to read it from a file, or pipe it in"))
            }
            None | Some("-") => Self::stdin("<stdin>"),
            Some(argument) => match argument.strip_prefix('@') {
                Some(path) => Self::file(Path::new(path)),
                None => Ok(Self { name: "<query>".into(), text: argument.into(), path: None, is_argument: true }),
            },
        }
    }

    pub(crate) fn file(path: &Path) -> Result<Self, Stop> {
        if path.as_os_str().is_empty() {
            return Err(Stop::failed("there is no path after `@`; write one, as in `@query.nse`"));
        }
        let name = path.display().to_string();
        let bytes = fs::read(path).map_err(|error| Stop::file("read", &name, &error))?;
        Ok(Self { text: utf8(bytes, &name)?, name, path: Some(path.to_owned()), is_argument: false })
    }

    pub(crate) fn stdin(name: &str) -> Result<Self, Stop> {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Stop::file("read", name, &error))?;
        Ok(Self { text: utf8(bytes, name)?, name: name.into(), path: None, is_argument: false })
    }
}

fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, Stop> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let name = visible(name);
        Stop::failed(format!("`{name}` is not UTF-8 text: byte {} is invalid; save it as UTF-8", at + 1))
    })
}

/// Prints data.
pub(crate) fn print(text: &str) -> Result<(), Stop> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| Stop::output(&error))
}
