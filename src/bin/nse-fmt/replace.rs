//! Files written back: whole, or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tempfile::NamedTempFile;

use crate::stop::Stop;

/// The temporary file that is not yet the one it replaces.
static TEMPORARY: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Replaces the content of the file at `path` in one step, so that it is never half-written. Its permissions stay, its
/// owner where that is allowed; a symbolic link stays one.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Stop> {
    remove_temporary_when_stopped();
    let replaced = replaced(path, text);
    *temporary() = None;
    replaced.map_err(|error| Stop::file("write", path.display(), &error))
}

fn replaced(path: &Path, text: &str) -> io::Result<()> {
    let target = path.canonicalize()?;
    // Renaming would also replace a file that may not be written.
    let metadata = OpenOptions::new().write(true).open(&target)?.metadata()?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only"));
    }
    let mut new = beside(&target)?;
    new.write_all(text.as_bytes())?;
    let file = new.as_file();
    // The superuser may give files away; for others it is theirs already.
    #[cfg(unix)]
    let _ = {
        use std::os::unix::fs::{MetadataExt, fchown};
        fchown(file, Some(metadata.uid()), Some(metadata.gid()))
    };
    file.set_permissions(metadata.permissions())?;
    file.sync_all()?;
    new.persist(&target)?;
    Ok(())
}

/// A new file in the folder of `target`, known to [`TEMPORARY`] as long as it exists.
fn beside(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut temporary = temporary();
    let new = tempfile::Builder::new().prefix(".nse-fmt").tempfile_in(folder).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => {
            io::Error::new(ErrorKind::PermissionDenied, "its folder must be writable, to replace the file in one step")
        }
        // Nobody knows the name that the error tells.
        kind => kind.into(),
    })?;
    *temporary = Some(new.path().to_owned());
    Ok(new)
}

fn temporary() -> MutexGuard<'static, Option<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes Ctrl-C and the like end the program without leaving a temporary file.
fn remove_temporary_when_stopped() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without a handler the program ends all the same.
        let _ = ctrlc::set_handler(|| {
            // Locked to the end, so that no other file is begun.
            let temporary = temporary();
            if let Some(path) = &*temporary {
                let _ = fs::remove_file(path);
            }
            // As shells count an interrupted program.
            std::process::exit(130)
        });
    });
}
