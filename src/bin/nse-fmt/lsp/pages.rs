//! Files that an editor can open: the page of a code, what a command made. They live as long as the state.

use std::collections::HashMap;
use std::fs;
use std::io;

use gen_lsp_types::Uri;
use nse_query::diagnostic::Code;
use tempfile::TempDir;

use super::uri;

#[derive(Default)]
pub(super) struct Pages {
    /// Made when the first page is.
    folder: Option<TempDir>,
    codes: HashMap<Code, Option<Uri>>,
}

impl Pages {
    /// The page that says what `code` means; none where it cannot be written.
    pub(super) fn code(&mut self, code: Code) -> Option<Uri> {
        if let Some(known) = self.codes.get(&code) {
            return known.clone();
        }
        let text = code.explain();
        let page = format!("# {code}: {text}");
        let uri = if text.is_empty() { None } else { self.write(&format!("{code}.md"), &page).ok() };
        self.codes.insert(code, uri.clone());
        uri
    }

    /// A file of this name with this text.
    pub(super) fn write(&mut self, name: &str, text: &str) -> io::Result<Uri> {
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => tempfile::Builder::new().prefix("nse-fmt-").tempdir()?,
        };
        let path = folder.path().join(name);
        self.folder = Some(folder);
        fs::write(&path, text)?;
        Ok(uri::of(&path))
    }
}
