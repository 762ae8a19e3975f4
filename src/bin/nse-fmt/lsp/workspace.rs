//! The settings of each folder, read when a document needs them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use gen_lsp_types::Uri;

use super::settings::Settings;
use super::uri;
use crate::args::Options;
use crate::project::nearest;

pub(super) struct Workspace<'o> {
    options: &'o Options,
    /// The tags that completion offers.
    pub(super) tags: Vec<String>,
    /// Open folders; the first has what holds for documents that are no files.
    pub(super) folders: Vec<PathBuf>,
    /// By the `nse.toml`; none where there is none.
    known: HashMap<Option<PathBuf>, Rc<Settings>>,
    /// The `nse.toml` of a folder, so that it is looked for once.
    nearest: HashMap<PathBuf, Option<PathBuf>>,
}

impl<'o> Workspace<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self { options, tags: Vec::new(), folders: Vec::new(), known: HashMap::new(), nearest: HashMap::new() }
    }

    /// What holds for the document at `uri`.
    pub(super) fn settings(&mut self, uri: &Uri) -> Rc<Settings> {
        let path = uri::path(uri);
        let folder = path.as_deref().and_then(Path::parent).or(self.folders.first().map(PathBuf::as_path));
        let file = folder.and_then(|folder| {
            if let Some(known) = self.nearest.get(folder) {
                known.clone()
            } else {
                let found = nearest(folder);
                self.nearest.insert(folder.to_owned(), found.clone());
                found
            }
        });
        let known = self.known.entry(file);
        let file = known.key().clone();
        let (options, tags) = (self.options, &self.tags);
        Rc::clone(known.or_insert_with(|| Rc::new(Settings::read(file.as_deref(), options, tags))))
    }

    /// Forgets what was read, so that it is read anew.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.nearest.clear();
    }

    /// Whether what was read is no longer what the files say.
    pub(super) fn is_stale(&self) -> bool {
        let moved = self.nearest.iter().any(|(folder, file)| nearest(folder) != *file);
        moved || self.known.values().any(|settings| !settings.is_fresh())
    }

    /// Whether a change of the file at `path` may change settings.
    pub(super) fn concerns(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == nse_query::config::Config::FILE)
            || self.known.values().any(|settings| settings.uses(path))
    }

    /// All that was read.
    pub(super) fn all(&self) -> impl Iterator<Item = &Settings> {
        self.known.values().map(Rc::as_ref)
    }
}
