//! The `nse.toml` that applies to a folder.

use std::path::{Path, PathBuf};

use nse_query::config::Config;
use nse_query::diagnostic::render::{self, Report};
use nse_query::{LineIndex, Span};

use crate::session::say;
use crate::source::Source;
use crate::stop::Stop;

/// An `nse.toml` as it was read.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) config: Config,
}

/// Where the `nse.toml` nearest to `folder` stands, in it or above.
pub(crate) fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(Config::FILE)).find(|path| path.is_file())
}

impl Project {
    /// The one that applies where the command runs, named from there.
    pub(crate) fn here() -> Result<Option<Self>, Stop> {
        // Where there is no such folder any more, nothing applies.
        let Ok(here) = std::env::current_dir() else { return Ok(None) };
        let Some(path) = nearest(&here) else { return Ok(None) };
        let up = here.ancestors().take_while(|folder| path.parent() != Some(folder)).map(|_| "..");
        Self::read(&up.collect::<PathBuf>().join(Config::FILE)).map(Some)
    }

    fn read(path: &Path) -> Result<Self, Stop> {
        let Source { name, text, .. } = Source::file(path)?;
        match Config::parse(&text) {
            Ok(config) => Ok(Self { path: path.to_owned(), text, config }),
            Err(found) => {
                say(&render::human(&Report { name: &name, source: &text, diagnostics: found.as_slice() }, true));
                Err(Stop::failed(format!("`{name}` cannot be used; correct it, or move it away")))
            }
        }
    }

    /// What the path `name` of a setting means.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(name)
    }

    /// The files with the account's metadata.
    pub(crate) fn catalog(&self) -> impl Iterator<Item = PathBuf> {
        self.config.catalog.iter().flat_map(|paths| &paths.value).map(|path| self.file(path))
    }

    /// The file with the account's saved searches.
    pub(crate) fn saved_searches(&self) -> Option<PathBuf> {
        self.config.saved_searches.as_ref().map(|path| self.file(&path.value))
    }

    /// The place `span` of it, for people: `nse.toml:3`.
    pub(crate) fn place(&self, span: Span) -> String {
        format!("{}:{}", self.path.display(), LineIndex::new(&self.text).line(span.start) + 1)
    }
}
