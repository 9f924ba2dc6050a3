//! Paths → returns: every file below the given paths, read and recognized in parallel, in path order.

use super::progress::Progress;
use super::{Options, apart};
use crate::period::Period;
use crate::plan::Plan;
use crate::read::{Defect, Format, Limits, Properties, Source, is_read_apart, read};
use crate::recognize::{Return, recognize_for};
use crate::text::run as text;
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that came in: the name it is spoken of by, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Input {
    name: String,
    path: PathBuf,
}

/// Reads and recognizes every file below the paths, for the period that was asked for. Order of arguments and number
/// of threads don't matter.
///
/// # Errors
/// A path does not exist, or a folder cannot be listed.
pub(super) fn returns(plan: &Plan, paths: &[PathBuf], asked: Option<Period>, options: &Options) -> Result<Vec<Return>> {
    let inputs = inputs(paths)?;
    let pool = pool(options)?;
    let progress = Progress::new(inputs.len(), options.quiet);
    let returns = pool.install(|| {
        inputs
            .par_iter()
            .map(|input| {
                let given = one(plan, input, asked, options.program.as_deref());
                progress.step();
                given
            })
            .collect()
    });
    progress.finish();
    Ok(returns)
}

/// As many threads as were asked for.
///
/// # Errors
/// They cannot be started.
pub(super) fn pool(options: &Options) -> Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build().context(text::NO_THREADS)
}

/// One file; whatever its bytes, the others go on.
fn one(plan: &Plan, input: &Input, asked: Option<Period>, program: Option<&Path>) -> Return {
    let whole = || recognize_for(&any_source(&input.name, &input.path, &plan.reading, program), plan, asked);
    let attempt = catch_unwind(AssertUnwindSafe(whole));
    attempt
        .unwrap_or_else(|_| recognize_for(&broken(&input.name, Defect::Broken(text::CRASHED.to_owned())), plan, asked))
}

/// A file's content, whatever its format.
fn any_source(name: &str, path: &Path, limits: &Limits, program: Option<&Path>) -> Source {
    let (source, bytes) = with_bytes(name, path, limits);
    match program {
        Some(program) if is_read_apart(source.format) && bytes.len() as u64 <= limits.file_bytes => {
            apart::read(source, bytes, program, limits)
        }
        Some(_) | None => source,
    }
}

/// The content of a workbook of Office Open XML or of a text; one that cannot be read has that among its defects.
pub(super) fn source(name: &str, path: &Path, limits: &Limits) -> Source {
    with_bytes(name, path, limits).0
}

/// The same, with the bytes that were read.
fn with_bytes(name: &str, path: &Path, limits: &Limits) -> (Source, Vec<u8>) {
    let regular = std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file());
    if !regular {
        return (broken(name, Defect::Unsafe(text::NOT_REGULAR.to_owned())), Vec::new());
    }
    match bytes(path, limits.file_bytes) {
        Ok(bytes) => (read(name, &bytes, limits), bytes),
        Err(error) => (broken(name, Defect::Broken(text::unreadable(&error.kind().to_string()))), Vec::new()),
    }
}

/// The bytes of a file, one more than the limit at most, so that the limit is noticed.
pub(super) fn bytes(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn broken(name: &str, defect: Defect) -> Source {
    Source {
        name: Arc::from(name),
        digest: String::new(),
        format: Format::Unknown,
        properties: Properties::default(),
        grids: Vec::new(),
        defects: vec![defect],
    }
}

/// All files below the paths, each once, by name. Lock files and hidden files are skipped.
fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>> {
    let mut inputs = BTreeSet::new();
    for path in paths {
        let given = slashed(path);
        let Ok(meta) = std::fs::metadata(path) else { bail!(text::no_such_path(&given)) };
        if !meta.is_dir() {
            inputs.insert(Input { name: given, path: path.clone() });
            continue;
        }
        let walk = walkdir::WalkDir::new(path).min_depth(1).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_skipped(&entry.file_name().to_string_lossy())) {
            let entry = entry.with_context(|| text::cannot_list(&given))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let relative = entry.path().strip_prefix(path).unwrap_or(entry.path());
            let name = format!("{}/{}", given.trim_end_matches('/'), slashed(relative));
            inputs.insert(Input { name, path: entry.path().to_path_buf() });
        }
    }
    let mut seen = BTreeSet::new();
    // A link is refused, and must not stand for the file it leads to.
    let itself = |path: &Path| if path.is_symlink() { None } else { path.canonicalize().ok() };
    let mut once = |input: &Input| seen.insert(itself(&input.path).unwrap_or_else(|| input.path.clone()));
    Ok(inputs.into_iter().filter(|input| once(input)).collect())
}

/// Lock files of office programs (`~$…`, `.~lock…`) and hidden files.
fn is_skipped(name: &str) -> bool {
    name.starts_with("~$") || name.starts_with('.')
}

pub(super) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
