//! Bytes → disk: a file is written whole or not at all.
//!
//! Knows nothing of workbooks: whether an existing file is ours is the caller's to say. The one module of
//! `write` that touches the disk; folders are created by the caller.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// When an existing file may be replaced.
#[derive(Debug, Clone, Copy)]
pub enum Overwrite {
    /// When its bytes are ours.
    Ours(fn(&[u8]) -> bool),
    /// Always (`--force`).
    Force,
}

/// Why a file could not be written. Whatever stood at its place still stands there, untouched.
#[derive(Debug)]
pub enum CannotWrite {
    /// Another file is there, and not one of ours.
    Foreign,
    /// The file is open elsewhere: Windows says so, or Excel, WPS or `LibreOffice` left its lock file beside it.
    Busy,
    /// The folder does not exist.
    NoFolder,
    /// The file or folder is write-protected, or a folder stands at the file's place.
    NotPermitted,
    /// Anything else the system says.
    Io(io::Error),
}

impl fmt::Display for CannotWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("another file is in the way"),
            Self::Busy => f.write_str("the file is open elsewhere"),
            Self::NoFolder => f.write_str("the folder does not exist"),
            Self::NotPermitted => f.write_str("writing is not permitted"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CannotWrite {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Foreign | Self::Busy | Self::NoFolder | Self::NotPermitted => None,
        }
    }
}

impl From<io::Error> for CannotWrite {
    fn from(error: io::Error) -> Self {
        // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION have no kind of their own.
        if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
            return Self::Busy;
        }
        let kind = error.kind();
        if kind == ErrorKind::NotFound {
            Self::NoFolder
        } else if matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::IsADirectory)
        {
            Self::NotPermitted
        } else if matches!(kind, ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock) {
            Self::Busy
        } else {
            Self::Io(error)
        }
    }
}

/// Writes `bytes` to `path`, whole or not at all: to a temporary file beside it, then by renaming.
/// A link at `path` is replaced by the file.
///
/// # Errors
///
/// See [`CannotWrite`]; then nothing has changed, and no temporary file is left.
pub fn write_whole(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), CannotWrite> {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(CannotWrite::NoFolder);
    }
    if path.is_dir() {
        return Err(CannotWrite::NotPermitted);
    }
    if lock_files(path).iter().any(|lock| lock.exists()) {
        return Err(CannotWrite::Busy);
    }
    let known = may_be_replaced(path, overwrite)?;

    // `File::create_new` gives the file the permissions a new file has here; `tempfile` alone would make it
    // unreadable for colleagues on a shared drive.
    let mut temporary = tempfile::Builder::new()
        .prefix(".qingdan-")
        .suffix(".tmp")
        .make_in(folder, |at| File::options().read(true).write(true).create_new(true).open(at))?;
    hold(temporary.as_file())?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    let put = match (known, overwrite) {
        (Existing::Yes, _) | (Existing::No, Overwrite::Force) => temporary.persist(path),
        // A file that appeared meanwhile has not been looked at.
        (Existing::No, Overwrite::Ours(_)) => temporary.persist_noclobber(path),
    };
    put.map_err(|failed| after_renaming(failed.error))?;
    // The name is on the disk once the folder is; where a folder can't be opened (Windows) the system sees to it.
    if let Ok(folder) = File::open(folder) {
        folder.sync_all().ok();
    }
    Ok(())
}

/// What an error of the renaming means.
fn after_renaming(error: io::Error) -> CannotWrite {
    let kind = error.kind();
    if kind == ErrorKind::AlreadyExists {
        CannotWrite::Foreign
    } else if cfg!(windows) && kind == ErrorKind::PermissionDenied {
        // Windows lets nobody rename over a file that is open.
        CannotWrite::Busy
    } else {
        error.into()
    }
}

/// Whether there was a file already.
#[derive(Clone, Copy)]
enum Existing {
    Yes,
    No,
}

/// Looks at the file in the way: may it be replaced, and can it be written at all?
fn may_be_replaced(path: &Path, overwrite: Overwrite) -> Result<Existing, CannotWrite> {
    let existing = match std::fs::read(path) {
        Ok(existing) => existing,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Existing::No),
        Err(error) => return Err(error.into()),
    };
    match overwrite {
        Overwrite::Ours(is_ours) if !is_ours(&existing) => return Err(CannotWrite::Foreign),
        Overwrite::Ours(_) | Overwrite::Force => {}
    }
    // Opened for writing and left as it is: this is how Windows tells that somebody has it open.
    OpenOptions::new().write(true).open(path)?;
    Ok(Existing::Yes)
}

/// Holds the temporary file, so that a scanner or a synchronising drive leaves it alone. Drives that know no
/// locks are written to without one.
fn hold(file: &File) -> Result<(), CannotWrite> {
    match file.try_lock() {
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(CannotWrite::Busy),
    }
}

/// The lock files of Excel, WPS and `LibreOffice`. One that a crash left behind counts as well: its age tells
/// nothing, since a workbook may stay open for days.
fn lock_files(path: &Path) -> Vec<PathBuf> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    [format!("~${name}"), format!(".~{name}"), format!(".~lock.{name}#")]
        .iter()
        .map(|lock| path.with_file_name(lock))
        .collect()
}
