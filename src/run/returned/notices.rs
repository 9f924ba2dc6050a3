//! Who gets what besides copies: reminders and calls by the plan's templates, and the lines of the index.

use super::{Checking, of_unit, open};
use crate::check::{Checked, FileStatus, FileVerdict, UnitReturn};
use crate::finding::{Finding, Severity};
use crate::plan::{Plan, UnitId, UnitKind, template};
use crate::recognize::check_digits;
use crate::render::returned::Line;
use crate::text::returned as text;
use crate::text::returned::{Asked, Notice, RefusedFile, Warned};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What goes out besides copies.
pub(super) struct Outgoing {
    /// The lines of the index.
    pub(super) lines: Vec<Line>,
    /// The notices: file name and text.
    pub(super) notices: Vec<(String, String)>,
    /// What the command says of files that nobody gets a copy of, and of templates that failed.
    pub(super) remarks: Vec<String>,
}

/// A file that could not be used, and why.
struct Refused<'a> {
    verdict: &'a FileVerdict,
    /// Whose it is, or whose its name says it is. The latter is a hint for people: no file counts by it.
    hinted: Option<UnitId>,
    why: Vec<&'a Finding>,
}

/// Everything besides copies. `copies` are the names of those by unit.
pub(super) fn outgoing(
    checking: &Checking<'_>,
    checked: &Checked,
    copies: &BTreeMap<UnitId, String>,
    folder: &Path,
) -> Outgoing {
    let plan = checking.plan;
    let refused = refused(checking, checked);
    let mut out = Outgoing { lines: Vec::new(), notices: Vec::new(), remarks: Vec::new() };
    for unit in plan.reporters() {
        let own: Vec<&Refused<'_>> = refused.iter().filter(|file| file.hinted == Some(unit)).collect();
        match checked.unit_return(unit) {
            Some(of) => came(checking, checked, of, copies.get(&unit), folder, &mut out),
            None if own.is_empty() && !is_called(checking, checked, unit) => {}
            None => did_not_come(checking, checked, unit, &own, folder, &mut out),
        }
    }
    for file in &refused {
        let reason = told(&file.why);
        out.remarks.push(text::no_copy(&file.verdict.file, &reason));
        if file.hinted.is_none() {
            let file = Some(shown(&file.verdict.file, folder));
            out.lines.push(Line { state: text::UNKNOWN, findings: [1, 0, 0], file, remark: reason, ..Line::default() });
        }
    }
    out
}

/// Whether something is expected of a unit that sent nothing.
fn is_called(checking: &Checking<'_>, checked: &Checked, unit: UnitId) -> bool {
    let known = checking.plan.unit(unit);
    let is_asked = checked.rows.iter().any(|row| row.unit == unit && row.expected);
    checking.all && known.kind != UnitKind::Office && is_asked
}

/// A unit whose return counts.
fn came(
    checking: &Checking<'_>,
    checked: &Checked,
    of: &UnitReturn,
    copy: Option<&String>,
    folder: &Path,
    out: &mut Outgoing,
) {
    let findings =
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| open(checking, checked, of, severity));
    let mut line = Line {
        state: text::FINE,
        findings,
        file: Some(shown(&of.file, folder)),
        ..begun(checking.plan, checked, of.unit)
    };
    if let Some(copy) = copy {
        (line.state, line.sent) = (text::GOES_BACK, Some(copy.clone()));
    } else if findings.get(1).is_some_and(|warnings| *warnings > 0) {
        let warned = of_unit(checking, checked, of).filter(|finding| finding.severity == Severity::Warning);
        let notice = Notice {
            file: file_name(&of.file).to_owned(),
            warnings: warned.map(warning).collect(),
            ..about(checking.plan, checked, of.unit)
        };
        line.state = text::REMINDED;
        line.sent = send(checking.plan, text::REMINDER, text::reminder_file(&line.unit), &notice, out);
    }
    out.lines.push(line);
}

/// A unit of which nothing counts.
fn did_not_come(
    checking: &Checking<'_>,
    checked: &Checked,
    unit: UnitId,
    refused: &[&Refused<'_>],
    folder: &Path,
    out: &mut Outgoing,
) {
    let plan = checking.plan;
    let mut line = Line { state: text::CALLED, ..begun(plan, checked, unit) };
    if refused.is_empty() && checked.is_excused(plan, unit) {
        line.state = text::EXCUSED;
        out.lines.push(line);
        return;
    }
    if let Some(first) = refused.first() {
        line.state = text::CALLED_AGAIN;
        line.file = Some(shown(&first.verdict.file, folder));
        line.findings = [refused.iter().map(|file| file.why.len()).sum(), 0, 0];
        let reasons = refused.iter().map(|file| text::refused(file_name(&file.verdict.file), &told(&file.why)));
        line.remark = reasons.collect::<Vec<_>>().join("\n");
    }
    let rows = checked.rows.iter().filter(|row| row.unit == unit && row.expected);
    let mut asked: Vec<Asked> = Vec::new();
    for row in rows {
        let table = &plan.table(row.table).name;
        match asked.iter_mut().find(|known| known.table == *table) {
            Some(known) => known.rows += 1,
            None => asked.push(Asked { table: table.clone(), rows: 1 }),
        }
    }
    let refused = refused.iter().map(|file| RefusedFile {
        file: file_name(&file.verdict.file).to_owned(),
        reason: file.why.iter().map(|finding| finding.message.as_str()).collect(),
        hint: file.why.iter().map(|finding| finding.hint.as_str()).collect(),
    });
    let notice = Notice { asked, refused: refused.collect(), ..about(plan, checked, unit) };
    line.sent = send(plan, text::CALL, text::call_file(&line.unit), &notice, out);
    out.lines.push(line);
}

fn begun(plan: &Plan, checked: &Checked, unit: UnitId) -> Line {
    let due = checked.period.and_then(|period| plan.deadline(period));
    let due = due.filter(|_| plan.unit(unit).kind != UnitKind::Office);
    Line { unit: plan.unit(unit).name.clone(), due, ..Line::default() }
}

fn about(plan: &Plan, checked: &Checked, unit: UnitId) -> Notice {
    let period = checked.period;
    Notice {
        unit: plan.unit(unit).name.clone(),
        period: period.map(crate::period::Period::name).unwrap_or_default(),
        due: text::due(period.and_then(|period| plan.deadline(period))),
        ..Notice::default()
    }
}

fn warning(finding: &Finding) -> Warned {
    let sheet = finding.at.sheet.as_ref().map_or(text::WHOLE_FILE, |sheet| &sheet.name);
    let cell = finding.at.cell.map(|cell| cell.to_string()).unwrap_or_default();
    Warned { place: format!("{sheet}{cell}"), message: finding.message.clone(), hint: finding.hint.clone() }
}

/// Fills in the template of a notice; a template that fails in spite of having been tried out is said, and nothing is sent.
fn send(plan: &Plan, name: &str, file: String, notice: &Notice, out: &mut Outgoing) -> Option<String> {
    match template::render(plan.text(name), notice) {
        Ok(paragraphs) => {
            let digits = check_digits(paragraphs.iter().map(String::as_str));
            out.notices.push((file.clone(), text::notice(&paragraphs, &digits)));
            Some(file)
        }
        Err(fault) => {
            out.remarks.push(format!("{}：{}", plan.text_place(name, fault.line), fault.message));
            None
        }
    }
}

/// Whether bytes are a notice as we wrote it.
pub(super) fn is_untouched(bytes: &[u8]) -> bool {
    let notice = String::from_utf8_lossy(bytes);
    text::notice_parts(&notice).is_some_and(|(lines, digits)| check_digits(lines.iter().map(String::as_str)) == digits)
}

/// The files that were refused, in path order.
fn refused<'a>(checking: &Checking<'_>, checked: &'a Checked) -> Vec<Refused<'a>> {
    let named = |file: &str| {
        let given = checking.returns.iter().find(|given| *given.file == *file)?;
        given.identity.named_unit
    };
    let errors = |file: &FileVerdict| -> Vec<&'a Finding> {
        let own = checked.findings.iter().filter(|finding| finding.at.file == file.file && !finding.waived);
        own.filter(|finding| finding.severity == Severity::Error).collect()
    };
    let refused = checked.files.iter().filter(|file| file.status == FileStatus::Refused);
    let reports = |unit: &UnitId| checking.plan.reporters().any(|known| known == *unit);
    refused
        .map(|verdict| Refused {
            verdict,
            hinted: verdict.unit.filter(reports).or_else(|| named(&verdict.file)),
            why: errors(verdict),
        })
        .collect()
}

fn told(findings: &[&Finding]) -> String {
    findings.iter().flat_map(|finding| [finding.message.as_str(), finding.hint.as_str()]).collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A file by its name, and where it is from a folder.
fn shown(path: &str, folder: &Path) -> (String, Option<String>) {
    (file_name(path).to_owned(), relative(Path::new(path), folder))
}

/// The way from a folder to a file, with `/`; none to another drive.
fn relative(file: &Path, folder: &Path) -> Option<String> {
    let (file, folder) = (file.canonicalize().ok()?, folder.canonicalize().ok()?);
    let shared = file.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return None;
    }
    let up = folder.components().skip(shared).map(|_| PathBuf::from(".."));
    let down = file.components().skip(shared).map(|part| PathBuf::from(part.as_os_str()));
    let way: PathBuf = up.chain(down).collect();
    Some(super::super::inputs::slashed(&way))
}
