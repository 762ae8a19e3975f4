//! Where queries come from, and files written back.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use nse_query::diagnostic::render::visible;

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
        Stop::failed(format!("`{name}` is not UTF-8 text: byte {} does not belong in it; save it as UTF-8", at + 1))
    })
}

/// Replaces the content of the file at `path` in one step, so that it is never half-written. Its permissions stay; a
/// symbolic link stays one.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Stop> {
    let failed = |error: &io::Error| Stop::file("write", path.display(), error);
    let replace = || -> io::Result<()> {
        let target = path.canonicalize()?;
        // Renaming would also replace a file that may not be written.
        let permissions = OpenOptions::new().write(true).open(&target)?.metadata()?.permissions();
        if permissions.readonly() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
        }
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut temporary = tempfile::Builder::new().prefix(".nse-fmt").tempfile_in(folder)?;
        temporary.write_all(text.as_bytes())?;
        let file: &File = temporary.as_file();
        file.set_permissions(permissions)?;
        file.sync_all()?;
        temporary.persist(&target)?;
        Ok(())
    };
    replace().map_err(|error| failed(&error))
}

/// Prints data.
pub(crate) fn print(text: &str) -> Result<(), Stop> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| Stop::output(&error))
}
