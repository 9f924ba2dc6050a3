//! What a plan is loaded from: texts by name, from the program itself, a folder, or a workbook.

use super::embedded;
use super::sheet::PlanSheet;
use crate::finding::{Finding, Severity};
use crate::location::{CellRef, Location};
use crate::text::plan::not_utf8;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The lists of a plan, each a CSV file or a sheet.
pub(super) const LISTS: [&str; 6] = ["units", "tasks", "milestones", "indicators", "projects", "corrections"];

/// The files of a plan, by their names relative to its folder.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// Where they are, for messages: a folder, a workbook, or nothing for the embedded plan.
    pub root: String,
    /// Name and text.
    pub files: Vec<(String, String)>,
    /// What the files were made from, if from a workbook.
    pub(super) workbook: Option<Workbook>,
}

/// What is known of a workbook beside the files it stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Workbook {
    /// Its lists, at their true places.
    pub(super) lists: Vec<PlanSheet>,
    /// By the name of a file: the cells its pieces came from, each from a byte on.
    pub(super) places: Vec<(String, Vec<(usize, Location)>)>,
    /// What is wrong with its sheets.
    pub(super) findings: Vec<Finding>,
}

/// A file's text, and where each of its bytes stands.
pub(super) struct Written<'a> {
    /// The file, or the workbook.
    pub(super) file: Location,
    /// The text; nothing where there is no such file.
    pub(super) text: Option<&'a str>,
    places: &'a [(usize, Location)],
}

impl Written<'_> {
    /// Where each line stands.
    fn lines(&self) -> Vec<Location> {
        let mut at = 0;
        let mut places = Vec::new();
        for (line, content) in (0..).zip(self.text.unwrap_or("").split_inclusive('\n')) {
            let counted = Location { cell: Some(CellRef::new(line, 0)), ..self.file.clone() };
            // Only a workbook has places of its own, and they are looked for from the end.
            places.push(if self.places.is_empty() { counted } else { self.at(at) });
            at += content.len();
        }
        places
    }

    /// Where a byte stands: its line and column, or its cell.
    pub(super) fn at(&self, byte: usize) -> Location {
        if let Some((_, at)) = self.places.iter().rev().find(|(start, _)| *start <= byte) {
            return at.clone();
        }
        let source = self.text.unwrap_or("");
        let before = source.get(..byte).unwrap_or(source);
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count());
        let cell = CellRef::new(u32::try_from(line).unwrap_or(0), u32::try_from(column).unwrap_or(0));
        Location { cell: Some(cell), ..self.file.clone() }
    }
}

impl Files {
    /// The plan carried inside the program.
    #[must_use]
    pub fn embedded() -> Self {
        let files = embedded::FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Self { files, ..Self::default() }
    }

    /// The files of a folder.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read, or a file is not UTF-8.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        for sub_folder in ["", "texts"] {
            let path = folder.join(sub_folder);
            if !sub_folder.is_empty() && !path.is_dir() {
                continue;
            }
            for entry in std::fs::read_dir(&path)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let wanted = [".csv", ".toml", ".txt"].iter().any(|suffix| name.ends_with(suffix));
                if !wanted || !entry.file_type()?.is_file() {
                    continue;
                }
                let relative = if sub_folder.is_empty() { name } else { format!("{sub_folder}/{name}") };
                let text = std::fs::read_to_string(entry.path()).map_err(|error| {
                    let other = error.kind() == io::ErrorKind::InvalidData;
                    let reason = if other { not_utf8(&relative) } else { format!("{relative}: {error}") };
                    io::Error::new(error.kind(), reason)
                })?;
                files.push((relative, text));
            }
        }
        files.sort();
        Ok(Self { root: folder.to_string_lossy().replace('\\', "/"), files, workbook: None })
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.files.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// What a file is called in messages; a workbook's files are all the workbook.
    pub(super) fn place(&self, name: &str) -> Arc<str> {
        if self.workbook.is_some() {
            Arc::from(self.root.as_str())
        } else if self.root.is_empty() {
            Arc::from(name)
        } else {
            Arc::from(format!("{}/{name}", self.root))
        }
    }

    /// A file's text with its places.
    pub(super) fn written(&self, name: &str) -> Written<'_> {
        let places = self.workbook.iter().flat_map(|workbook| &workbook.places).find(|(known, _)| known == name);
        Written {
            file: Location::file(&self.place(name)),
            text: self.get(name),
            places: places.map_or(&[], |(_, places)| places),
        }
    }

    /// The texts by their names without suffix, and the place of each of their lines.
    pub(super) fn texts(&self) -> Vec<(String, String, Vec<Location>)> {
        let text = |name: &str| {
            let stem = name.strip_prefix("texts/")?.strip_suffix(".txt")?;
            let written = self.written(name);
            let body = written.text.unwrap_or("");
            Some((stem.to_owned(), body.to_owned(), written.lines()))
        };
        let mut texts: Vec<_> = self.files.iter().filter_map(|(name, _)| text(name)).collect();
        texts.sort_by(|a, b| a.0.cmp(&b.0));
        texts
    }

    /// Whether the sheets of settings could be read; a folder's files are looked at one by one.
    pub(super) fn is_sound(&self) -> bool {
        let mut findings = self.workbook.iter().flat_map(|workbook| &workbook.findings);
        findings.all(|finding| finding.severity != Severity::Error)
    }
}
