//! What holds for the documents of a folder: its `nse.toml` with the files that it names, and the flags, which win.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use nse_query::complete::AccountData;
use nse_query::config::Config;
use nse_query::diagnostic::Levels;
use nse_query::eval::SavedSearches;
use nse_query::value::{Instant, WeekStart, Zone};
use nse_query::{Catalog, Compiler, Diagnostic, Span};

use crate::args::Options;
use crate::project::Project;
use crate::session::{LINE_WIDTH, levels};

/// What was found in a file of settings.
#[derive(Debug)]
pub(super) struct Problems {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) found: Vec<Diagnostic>,
}

/// A file that was read, and what tells whether it has changed since.
type Stamp = Option<(SystemTime, u64)>;

#[derive(Debug)]
pub(super) struct Settings {
    catalog: Catalog,
    lenient: bool,
    now: Option<Instant>,
    zone: Zone,
    week_start: WeekStart,
    pub(super) levels: Levels,
    pub(super) line_width: usize,
    pub(super) account: AccountData,
    /// What is wrong with the files, the good ones too, so that what was said of them can be taken back.
    pub(super) problems: Vec<Problems>,
    files: Vec<(PathBuf, Stamp)>,
}

fn stamp(path: &Path) -> Stamp {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

impl Settings {
    /// Those of the `nse.toml` at `path`, where there is one. Whatever is wrong with a file counts as not said.
    pub(super) fn read(path: Option<&Path>, options: &Options, tags: &[String]) -> Self {
        let mut reader = Reader { problems: Vec::new(), files: Vec::new() };
        let project = path.and_then(|path| reader.project(path));
        let config = project.as_ref().map(|project| &project.config);
        let flags = !options.catalog.is_empty();
        let named = config.and_then(|config| Some(config.catalog.as_ref()?.span)).unwrap_or_default();
        let files: Vec<PathBuf> = match &project {
            _ if flags => options.catalog.clone(),
            Some(project) => project.catalog().collect(),
            None => Vec::new(),
        };
        let mut catalog = Catalog::builtin();
        for file in files {
            catalog = reader.metadata(catalog, &file, named);
        }
        let searches = project.as_ref().and_then(Project::saved_searches);
        let named = config.and_then(|config| Some(config.saved_searches.as_ref()?.span)).unwrap_or_default();
        let searches = searches.map(|file| reader.saved_searches(&file, named)).unwrap_or_default();
        let searches = searches.iter().map(|(id, name)| (id, name.unwrap_or(id)));
        let account = AccountData::new().tags(tags).saved_searches(searches);
        Self {
            catalog,
            lenient: options.lenient,
            now: options.now,
            zone: options.tz.or(config.and_then(|config| Some(config.tz.as_ref()?.value))).unwrap_or_default(),
            week_start: options
                .week_start
                .or(config.and_then(|config| Some(config.week_start.as_ref()?.value)))
                .unwrap_or_default(),
            levels: levels(options, project.as_ref()),
            line_width: config.and_then(|config| Some(config.line_width.as_ref()?.value)).unwrap_or(LINE_WIDTH),
            account,
            problems: reader.problems,
            files: reader.files,
        }
    }

    pub(super) const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// When it is, for moving dates.
    pub(super) fn present(&self) -> (Instant, Zone) {
        (self.now.unwrap_or_else(|| SystemTime::now().into()), self.zone)
    }

    pub(super) fn compiler(&self) -> Compiler {
        let (now, zone) = self.present();
        Compiler::new(&self.catalog).lenient(self.lenient).now(now, zone).week_start(self.week_start)
    }

    /// Whether `path` is one of the files.
    pub(super) fn uses(&self, path: &Path) -> bool {
        self.files.iter().any(|(file, _)| file == path)
    }

    /// Whether none of the files has changed since it was read.
    pub(super) fn is_fresh(&self) -> bool {
        self.files.iter().all(|(file, read)| stamp(file) == *read)
    }
}

/// Reads files, and keeps what is wrong with them. The `nse.toml` is the first.
struct Reader {
    problems: Vec<Problems>,
    files: Vec<(PathBuf, Stamp)>,
}

impl Reader {
    fn text(&mut self, path: &Path) -> Result<String, String> {
        self.files.push((path.to_owned(), stamp(path)));
        fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
    }

    fn project(&mut self, path: &Path) -> Option<Project> {
        let text = self.text(path).ok()?;
        let (config, found) = match Config::parse(&text) {
            Ok(config) => (Some(config), Vec::new()),
            Err(found) => (None, found.into_vec()),
        };
        self.problems.push(Problems { path: path.to_owned(), text: text.clone(), found });
        Some(Project { path: path.to_owned(), text, config: config? })
    }

    /// Says `message` where the `nse.toml` names a file.
    fn about_name(&mut self, message: String, named: Span) {
        if let Some(settings) = self.problems.first_mut() {
            settings.found.push(Diagnostic::custom("nse.toml", message, named));
        }
    }

    /// `catalog` with the metadata in the file at `path`, as far as that can be used.
    fn metadata(&mut self, catalog: Catalog, path: &Path, named: Span) -> Catalog {
        let text = match self.text(path) {
            Ok(text) => text,
            Err(message) => {
                self.about_name(message, named);
                return catalog;
            }
        };
        let (catalog, found) = match catalog.clone().with_metadata(&text) {
            Ok(loaded) => (loaded.catalog, loaded.warnings),
            Err(found) => {
                self.about_name(format!("`{}` cannot be used as a catalog: {found}", path.display()), named);
                (catalog, found.into_vec())
            }
        };
        self.problems.push(Problems { path: path.to_owned(), text, found });
        catalog
    }

    fn saved_searches(&mut self, path: &Path, named: Span) -> SavedSearches {
        let read = self
            .text(path)
            .and_then(|text| SavedSearches::parse(&text).map_err(|error| format!("`{}` is {error}", path.display())));
        read.unwrap_or_else(|message| {
            self.about_name(message, named);
            SavedSearches::default()
        })
    }
}
