//! The measures (具体内容举措) of 附件1, their milestones, and the corrections of the document's text.

use super::problem::question;
use super::sheet::{PlanRow, PlanSheet, Range, Reader, report_duplicates};
use super::unit::{Unit, UnitId, UnitKind};
use crate::finding::Finding;
use crate::key::RowKey;
use crate::text::matching_key;
use crate::text::plan as text;
use jiff::civil::{Date, date};

/// What kind of goal a measure has (任务类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeasureKind {
    /// 量化: a number to reach.
    Quantified,
    /// 里程碑: something to get done.
    Milestone,
    /// 持续: no end within the year.
    Continuous,
    /// 对照: better than something else.
    Relational,
}

/// A measure: one row of 重点任务攻坚表.
#[derive(Debug, Clone)]
pub struct Measure {
    /// `1.1` … `19.2`.
    pub code: RowKey,
    /// Number of its task (序号), 1–19.
    pub number: u32,
    /// Part of the list (一、…).
    pub part: String,
    /// Sub-part, only under the second part.
    pub sub_part: String,
    /// The task (重点任务).
    pub task: String,
    /// The measure's text (具体内容举措).
    pub content: String,
    /// The goal as written (主要目标及时间节点).
    pub goal: String,
    /// Units and groups as listed; the first leads.
    pub units: Vec<UnitId>,
    /// Who leads: the first unit listed, or the office where only a group is named.
    pub lead: UnitId,
    /// What kind of goal it has.
    pub kind: MeasureKind,
    /// Where its schedule begins.
    pub start: Date,
    /// When it must be done.
    pub deadline: Date,
    /// Projects that its goal names; empty where it names none.
    pub named_projects: Vec<String>,
    /// The work group it belongs to.
    pub work_group: String,
}

/// Something to get done (里程碑).
#[derive(Debug, Clone)]
pub struct Milestone {
    /// `1.1-M1`.
    pub code: RowKey,
    /// The measure's code.
    pub measure: RowKey,
    /// What.
    pub name: String,
    /// When.
    pub planned: Option<Date>,
}

/// Whether a correction is sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CorrectionKind {
    /// 已更正: damaged text put right.
    Corrected,
    /// 待确认: probably right.
    Unconfirmed,
    /// 待询问: not guessed, to be asked.
    Question,
}

/// A correction of the document's text, with the raw text kept.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The measure's code, or `*`.
    pub code: String,
    /// The column.
    pub field: String,
    /// The text as it stands in the document.
    pub raw: String,
    /// The text as the plan has it; empty for a question.
    pub corrected: String,
    /// Whether it is sure.
    pub kind: CorrectionKind,
    /// Why, or what to ask.
    pub note: String,
}

/// Numbers of tasks (序号).
const NUMBERS: Range = Range::whole(1.0, 10_000.0);

const MEASURE_KINDS: [(&str, MeasureKind); 4] = [
    (text::QUANTIFIED, MeasureKind::Quantified),
    (text::MILESTONE, MeasureKind::Milestone),
    (text::CONTINUOUS, MeasureKind::Continuous),
    (text::RELATIONAL, MeasureKind::Relational),
];

const CORRECTION_KINDS: [(&str, CorrectionKind); 3] = [
    (text::CORRECTED, CorrectionKind::Corrected),
    (text::UNCONFIRMED, CorrectionKind::Unconfirmed),
    (text::TO_ASK, CorrectionKind::Question),
];

/// Reads `tasks.csv`.
pub(super) fn load(sheet: &PlanSheet, units: &[Unit], findings: &mut Vec<Finding>) -> Vec<Measure> {
    let columns = [text::CODE, text::NUMBER, text::TASK, text::CONTENT, text::GOAL, text::LEAD, text::TASK_KIND];
    let mut reader = sheet.reader(&columns, findings);
    report_duplicates(&mut reader, text::CODE);
    let office = UnitId(units.iter().position(|unit| unit.kind == UnitKind::Office).unwrap_or(0));
    let mut measures = Vec::new();
    for row in reader.rows() {
        let listed = listed_units(&mut reader, row, units);
        let start = reader.required_date(row, text::START);
        let deadline = reader.required_date(row, text::DEADLINE);
        reader.in_order(row, (text::START, start), (text::DEADLINE, deadline));
        reader.required(row, text::NUMBER);
        let lead = listed
            .first()
            .copied()
            .filter(|id| units.get(id.0).is_some_and(|unit| unit.kind != UnitKind::Group))
            .unwrap_or(office);
        measures.push(Measure {
            code: RowKey(reader.required(row, text::CODE).to_owned()),
            number: reader.number_within(row, text::NUMBER, NUMBERS).and_then(whole).unwrap_or(0),
            part: reader.text(row, text::PART).to_owned(),
            sub_part: reader.text(row, text::SUB_PART).to_owned(),
            task: reader.required(row, text::TASK).to_owned(),
            content: reader.required(row, text::CONTENT).to_owned(),
            goal: reader.required(row, text::GOAL).to_owned(),
            units: listed,
            lead,
            kind: reader.choice(row, text::TASK_KIND, &MEASURE_KINDS).unwrap_or(MeasureKind::Continuous),
            start: start.unwrap_or(date(1900, 1, 1)),
            deadline: deadline.unwrap_or(date(1900, 1, 1)),
            named_projects: reader.list(row, text::NAMED_PROJECTS),
            work_group: reader.text(row, text::WORK_GROUPS).to_owned(),
        });
    }
    measures
}

fn listed_units<'a>(reader: &mut Reader<'a>, row: &'a PlanRow, units: &[Unit]) -> Vec<UnitId> {
    let mut listed = Vec::new();
    for name in reader.list(row, text::LEAD) {
        let key = matching_key(&name);
        match units.iter().position(|unit| unit.answers_to(&key)) {
            Some(index) => listed.push(UnitId(index)),
            None => reader.fault(row, text::LEAD, "P08", text::unknown_unit(&name)),
        }
    }
    reader.required(row, text::LEAD);
    listed
}

/// Reads `milestones.csv`.
pub(super) fn load_milestones(sheet: &PlanSheet, measures: &[Measure], findings: &mut Vec<Finding>) -> Vec<Milestone> {
    let mut reader = sheet.reader(&[text::CODE, text::MEASURE, text::NAME, text::PLANNED], findings);
    report_duplicates(&mut reader, text::CODE);
    let mut milestones = Vec::new();
    for row in reader.rows() {
        let measure = RowKey(reader.required(row, text::MEASURE).to_owned());
        if !measures.iter().any(|known| known.code == measure) {
            reader.fault(row, text::MEASURE, "P08", text::unknown_measure(&measure.0));
        }
        milestones.push(Milestone {
            code: RowKey(reader.required(row, text::CODE).to_owned()),
            measure,
            name: reader.required(row, text::NAME).to_owned(),
            planned: reader.required_date(row, text::PLANNED),
        });
    }
    milestones
}

/// Reads `corrections.csv`; what is unconfirmed or must be asked becomes a note.
pub(super) fn load_corrections(sheet: &PlanSheet, findings: &mut Vec<Finding>) -> Vec<Correction> {
    let mut questions = Vec::new();
    let mut reader = sheet.reader(&[text::CODE, text::FIELD, text::RAW, text::CORRECTED_TEXT, text::NATURE], findings);
    let mut corrections = Vec::new();
    for row in reader.rows() {
        let correction = Correction {
            code: reader.required(row, text::CODE).to_owned(),
            field: reader.text(row, text::FIELD).to_owned(),
            raw: reader.text(row, text::RAW).to_owned(),
            corrected: reader.text(row, text::CORRECTED_TEXT).to_owned(),
            kind: reader.choice(row, text::NATURE, &CORRECTION_KINDS).unwrap_or(CorrectionKind::Question),
            note: reader.text(row, text::EXPLANATION).to_owned(),
        };
        let at = || crate::location::Location {
            cell: Some(crate::location::CellRef::new(row.line, 0)),
            ..sheet.place.clone()
        };
        match correction.kind {
            CorrectionKind::Corrected => {}
            CorrectionKind::Unconfirmed => {
                let message =
                    text::unconfirmed(&correction.code, &correction.raw, &correction.corrected, &correction.note);
                questions.push(question("P16", at(), message));
            }
            CorrectionKind::Question => {
                questions.push(question(
                    "P17",
                    at(),
                    text::to_ask(&correction.code, &correction.raw, &correction.note),
                ));
            }
        }
        corrections.push(correction);
    }
    findings.append(&mut questions);
    corrections
}

/// A whole number that is not negative.
pub(crate) fn whole(number: f64) -> Option<u32> {
    if number.fract() == 0.0 && (0.0..=1e9).contains(&number) { format!("{number:.0}").parse().ok() } else { None }
}
