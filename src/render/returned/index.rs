//! 退回清单: what goes out to whom, with links.

use crate::location::{CellRange, CellRef};
use crate::period::Period;
use crate::plan::Plan;
use crate::recognize::OURS;
use crate::render::style::{Align, DOUBTFUL, NumberFormat, Style, WRONG};
use crate::render::{Book, Cell, Column, Page, Paper, Properties, Row, Sheet, Target, fit};
use crate::text::returned as text;
use crate::value::count;
use jiff::civil::Date;

/// A line of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The unit's name; empty where nobody knows whose a file is.
    pub unit: String,
    /// How it stands: one of the states in `text::returned`.
    pub state: &'static str,
    /// Errors, warnings, notes that are open.
    pub findings: [usize; 3],
    /// The file that came, as it is shown, and where it is from the index, where it can be said.
    pub file: Option<(String, Option<String>)>,
    /// When it is due.
    pub due: Option<Date>,
    /// The file that goes out, beside the index.
    pub sent: Option<String>,
    /// Why, where the state doesn't say it.
    pub remark: String,
}

/// The widths of the columns.
const WIDTHS: [f64; 10] = [6.0, 28.0, 14.0, 7.0, 7.0, 7.0, 38.0, 13.0, 38.0, 46.0];
/// Heights in points: the title, the least of a line.
const TITLE: f64 = 40.0;
const LINE: f64 = 24.0;
/// The row of the head.
const HEAD: u32 = 1;

/// 退回清单.
#[must_use]
pub fn index(plan: &Plan, period: Period, lines: &[Line]) -> Book {
    let last = u32::try_from(WIDTHS.len()).unwrap_or(1) - 1;
    let title = text::index_title(&period.name());
    let mut rows = vec![
        Row { height: Some(TITLE), cells: vec![(0, Cell::text(&title), Style::TITLE.aligned(Align::Center))] },
        Row {
            height: Some(34.0),
            cells: (0..).zip(text::INDEX_HEAD).map(|(col, label)| (col, Cell::text(label), Style::HEAD)).collect(),
        },
    ];
    rows.extend((1..).zip(lines).map(|(number, line)| row(number, line)));
    let end = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
    let sheet = Sheet {
        name: text::INDEX.to_owned(),
        columns: WIDTHS.map(|width| Column { width, hidden: false }).to_vec(),
        rows,
        merges: vec![CellRange::new(0, 0, 0, last)],
        freeze: Some(CellRef::new(HEAD + 1, 2)),
        filter: Some(CellRange::new(HEAD, 0, end, last)),
        page: Page {
            paper: Paper::A4Landscape,
            area: Some(CellRange::new(0, 0, end, last)),
            repeat: Some((HEAD, HEAD)),
            numbered: true,
            ..Page::default()
        },
        ..Sheet::default()
    };
    Book {
        properties: Properties {
            title,
            author: plan.office.clone(),
            created: Some(period.end()),
            custom: vec![(OURS.to_owned(), text::INDEX.to_owned())],
            ..Properties::default()
        },
        names: Vec::new(),
        sheets: vec![sheet],
    }
}

fn row(number: usize, line: &Line) -> Row {
    let cell = Style { border: true, ..Style::PARAGRAPH };
    let centred = cell.aligned(Align::Center);
    let state = match line.state {
        text::GOES_BACK | text::CALLED | text::CALLED_AGAIN | text::UNKNOWN => centred.blamed(WRONG),
        text::REMINDED => centred.blamed(DOUBTFUL),
        _ => centred,
    };
    let [errors, warnings, notes] = line.findings.map(|number| Cell::Number(count(number)));
    let file = line.file.as_ref().map_or(Cell::Blank, |(shown, target)| match target {
        Some(target) => Cell::Link { target: Target::File(target.clone()), text: shown.clone() },
        None => Cell::text(shown),
    });
    let sent = line
        .sent
        .as_ref()
        .map_or(Cell::Blank, |sent| Cell::Link { target: Target::File(sent.clone()), text: sent.clone() });
    let cells = [
        (Cell::Number(count(number)), centred),
        (Cell::text(&line.unit), cell),
        (Cell::text(line.state), state),
        (errors, centred),
        (warnings, centred),
        (notes, centred),
        (file, cell),
        (line.due.map_or(Cell::Blank, Cell::Date), centred.showing(NumberFormat::Date)),
        (sent, cell),
        (Cell::text(&line.remark), cell),
    ];
    let needed = cells.iter().zip(WIDTHS).map(|((cell, style), width)| match cell {
        Cell::Text(text) | Cell::Link { text, .. } => fit::height(text, width, style.size),
        Cell::Blank | Cell::Number(_) | Cell::Date(_) | Cell::Formula { .. } => 0.0,
    });
    let height = needed.fold(LINE, f64::max).min(fit::HIGHEST);
    Row { height: Some(height), cells: (0..).zip(cells).map(|(col, (cell, style))| (col, cell, style)).collect() }
}
