//! Results → files and stdout: whole or not at all, and never over what is not ours.

use super::Options;
use crate::plan::PLAN_KIND;
use crate::read::{Limits, read};
use crate::recognize::OURS;
use crate::render::official::Record;
use crate::report::{is_record, record_csv};
use crate::text::{returned, run as text};
use crate::write::file::{CannotWrite, Overwrite, write_whole};
use anyhow::{Context, Result, anyhow, bail};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Writes a workbook that we made before, or that is new; with `--force` any.
///
/// # Errors
/// It cannot be written; the sentence says why and what to do.
pub(super) fn write_book(path: &Path, bytes: &[u8], options: &Options) -> Result<()> {
    let overwrite = if options.force { Overwrite::Force } else { Overwrite::Ours(is_ours) };
    write_whole(path, bytes, overwrite).map_err(|error| anyhow!(sentence(path, &error)))
}

/// Refuses to write over what a command reads, even when told to overwrite: the workbook of the period before, and
/// returns. A result of ours that lies among the returns may be made anew.
///
/// # Errors
/// The output is one of the inputs.
pub(super) fn spare_inputs(output: &Path, paths: &[PathBuf], previous: Option<&Path>) -> Result<()> {
    let Ok(output_at) = output.canonicalize() else { return Ok(()) };
    let is_it = |path: &Path| path.canonicalize().is_ok_and(|path| path == output_at);
    let among = paths.iter().any(|path| {
        path.canonicalize().is_ok_and(|path| output_at == path || (path.is_dir() && output_at.starts_with(path)))
    });
    let foreign = || !std::fs::read(output).is_ok_and(|bytes| is_ours(&bytes));
    if previous.is_some_and(is_it) || (among && foreign()) {
        bail!(text::output_is_input(&output.to_string_lossy()));
    }
    Ok(())
}

/// How files are reached from a workbook: by their names, the paths from its folder, with `/`. What lies on another drive
/// cannot be reached so.
pub(super) fn beside<'a>(workbook: &Path, files: impl Iterator<Item = &'a Arc<str>>) -> BTreeMap<Arc<str>, String> {
    let folder = std::path::absolute(workbook).ok().and_then(|path| Some(plain(path.parent()?)));
    let Some(folder) = folder else { return BTreeMap::new() };
    let path = |name: &Arc<str>| relative(&folder, &plain(&std::path::absolute(&**name).ok()?));
    files.filter_map(|name| Some((name.clone(), path(name)?))).collect()
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(part),
        }
        plain
    })
}

/// The way from a folder to a file, both whole.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), file.components().collect());
    let shared = from.iter().zip(&to).take_while(|(one, two)| one == two).count();
    if shared == 0 {
        return None;
    }
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// Refuses a folder for results that lies among the returns: they would be read as returns the next time.
///
/// # Errors
/// It lies there.
pub(super) fn apart_from_returns(folder: &Path, paths: &[PathBuf], sentence: fn(&str) -> String) -> Result<()> {
    if lies_among(folder, paths) {
        bail!(sentence(&folder.to_string_lossy()));
    }
    Ok(())
}

/// Refuses a name for a bulletin that is no Word document's, and one among the returns.
///
/// # Errors
/// It is one of these.
pub(super) fn may_be_letter(path: &Path, paths: &[PathBuf]) -> Result<()> {
    if !path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case(text::DOCX)) {
        bail!(text::bulletin_not_docx(&path.to_string_lossy()));
    }
    if lies_among(path, paths) {
        bail!(text::bulletin_among_returns(&path.to_string_lossy()));
    }
    Ok(())
}

/// Whether a path lies within a folder of returns. It may have to be made yet: what is there of it decides.
fn lies_among(path: &Path, paths: &[PathBuf]) -> bool {
    let there = path
        .ancestors()
        .find_map(|part| if part.as_os_str().is_empty() { Path::new(".") } else { part }.canonicalize().ok());
    paths.iter().any(|path| {
        let path = path.canonicalize().ok();
        path.zip(there.as_ref()).is_some_and(|(path, there)| path.is_dir() && there.starts_with(path))
    })
}

/// Writes a form. A form of that name that is already there may hold what a department filled in.
///
/// # Errors
/// Another file is there, or it cannot be written.
pub(super) fn write_form(path: &Path, bytes: &[u8], options: &Options) -> Result<()> {
    write_beside_edits(path, bytes, options, text::form_there)
}

/// Writes a plan workbook. One that is already there may hold what the office changed.
///
/// # Errors
/// Another file is there, or it cannot be written.
pub(super) fn write_plan(path: &Path, bytes: &[u8], options: &Options) -> Result<()> {
    write_beside_edits(path, bytes, options, text::plan_there)
}

/// Writes a bulletin. One that is already there may hold what the office changed.
///
/// # Errors
/// Another file is there, or it cannot be written.
pub(super) fn write_letter(path: &Path, bytes: &[u8], options: &Options) -> Result<()> {
    write_beside_edits(path, bytes, options, text::bulletin_there)
}

/// Writes a returned copy, or a notice, that is new or that nobody changed since we wrote it.
///
/// # Errors
/// Another file is there, or it cannot be written.
pub(super) fn write_returned(path: &Path, bytes: &[u8], options: &Options, is_ours: fn(&[u8]) -> bool) -> Result<()> {
    write_or_say(path, bytes, options, is_ours, returned::copy_there)
}

/// Writes a file that is made to be edited: only an identical one is passed over; any other is left alone.
fn write_beside_edits(path: &Path, bytes: &[u8], options: &Options, there: fn(&str) -> String) -> Result<()> {
    if std::fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    write_or_say(path, bytes, options, |_| false, there)
}

/// Writes over what is ours; `there` says that something else is in the way.
fn write_or_say(
    path: &Path,
    bytes: &[u8],
    options: &Options,
    is_ours: fn(&[u8]) -> bool,
    there: fn(&str) -> String,
) -> Result<()> {
    let overwrite = if options.force { Overwrite::Force } else { Overwrite::Ours(is_ours) };
    write_whole(path, bytes, overwrite).map_err(|error| match error {
        CannotWrite::Foreign => anyhow!(there(&path.to_string_lossy())),
        CannotWrite::Busy | CannotWrite::NoFolder | CannotWrite::NotPermitted | CannotWrite::Io(_) => {
            anyhow!(sentence(path, &error))
        }
    })
}

fn sentence(path: &Path, error: &CannotWrite) -> String {
    let path = path.to_string_lossy();
    match error {
        CannotWrite::Foreign => text::foreign(&path),
        CannotWrite::Busy => text::busy(&path),
        CannotWrite::NoFolder => text::no_folder(&path),
        CannotWrite::NotPermitted => text::not_permitted(&path),
        CannotWrite::Io(error) => text::not_written(&path, &error.to_string()),
    }
}

/// Whether bytes are a result workbook that we wrote: they say of what kind they are. A form is not: it may
/// hold what a department filled in; nor is a plan workbook: the office edits it.
fn is_ours(bytes: &[u8]) -> bool {
    let custom = read("", bytes, &Limits::default()).properties.custom;
    custom.iter().any(|(name, kind)| name == OURS && kind != PLAN_KIND)
}

/// Writes the lists of a quarter into a folder, each in a file of its own; lists of ours are made anew.
///
/// # Errors
/// The folder cannot be made, another file is in the way, or one cannot be written.
pub(super) fn write_records(folder: &Path, records: &[Record], options: &Options) -> Result<()> {
    let overwrite = if options.force { Overwrite::Force } else { Overwrite::Ours(is_record) };
    std::fs::create_dir_all(folder).with_context(|| text::cannot_create(&folder.to_string_lossy()))?;
    for record in records {
        let path = folder.join(text::record_file(&record.name));
        write_whole(&path, &record_csv(record), overwrite).map_err(|error| anyhow!(sentence(&path, &error)))?;
    }
    Ok(())
}

/// Prints to stdout. A reader that went away (`| head`) is no error.
///
/// # Errors
/// Stdout cannot be written.
pub(super) fn print(out: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    let written = stdout
        .write_all(out.as_bytes())
        .and_then(|()| if out.ends_with('\n') { Ok(()) } else { stdout.write_all(b"\n") });
    match written.and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error).context(text::NO_STDOUT),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Says something on stderr, unless told to be quiet.
pub(super) fn remark(options: &Options, sentence: &str) {
    if !options.quiet {
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, relative};
    use std::path::Path;

    #[test]
    fn a_file_is_reached_from_the_folder_of_a_workbook() {
        let way = |folder: &str, file: &str| relative(&plain(Path::new(folder)), &plain(Path::new(file)));
        assert_eq!(way("/a/汇总", "/a/上报/b.xlsx").as_deref(), Some("../上报/b.xlsx"));
        assert_eq!(way("/a", "/a/./c/../上报/b.xlsx").as_deref(), Some("上报/b.xlsx"));
        assert_eq!(way("/a/b/c", "/d.xlsx").as_deref(), Some("../../../d.xlsx"));
    }
}
