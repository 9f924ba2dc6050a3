//! How the quarter workbook looks: the styles of its cells, in one place.

use crate::plan::{self, Field, FieldKind};
use crate::render::style::{Align, Color, Face, NumberFormat, Style};
use crate::render::{Cell, Sheet};
use crate::value::Value;

/// Plain text that takes as many lines as it needs, the ground of all others.
const GROUND: Style = Style::PARAGRAPH;
/// A cell of a table: 仿宋, five and a half points under a letter's.
pub(super) const BODY: Style = Style { border: true, ..GROUND };
/// The head of a column.
pub(super) const HEAD: Style = Style { face: Face::Head, bold: true, align: Align::Center, ..BODY };
/// The title: 二号.
pub(super) const TITLE: Style = Style { face: Face::Title, size: 220, align: Align::Center, ..GROUND };
/// 附件N: 三号黑体. Not wrapped, since it stands in the first column alone.
pub(super) const ATTACHMENT: Style = Style { face: Face::Head, size: 160, wrap: false, ..GROUND };
/// The line above the head, and the one to be signed below.
pub(super) const LINE: Style = GROUND;
/// The heading of a block.
pub(super) const BLOCK: Style = Style { face: Face::Head, size: 120, ..GROUND };
/// A sentence below a table.
pub(super) const SENTENCE: Style = Style { size: 120, ..GROUND };
/// A paragraph of the bulletin: 三号.
pub(super) const PARAGRAPH: Style = Style { size: 160, align: Align::Letter, ..GROUND };
/// A heading of the bulletin.
pub(super) const HEADING: Style = Style { face: Face::Head, ..PARAGRAPH };
/// Small type at the foot of the cover.
pub(super) const SMALL: Style = Style { size: 90, color: Some(DARK_GREY), align: Align::Center, ..GROUND };
/// The period on the cover.
pub(super) const PERIOD: Style = Style { face: Face::Kai, size: 180, align: Align::Center, ..GROUND };
/// How far the workbook is, on the cover.
pub(super) const STAGE: Style = Style { face: Face::Head, size: 160, align: Align::Center, ..GROUND };

const DARK_GREY: Color = Color(0x0059_5959);
/// The fill of a row that says nothing this period.
const SILENT: Color = Color(0x00ED_EDED);
/// The fill of a figure that may not be used.
const MARKED: Color = Color(0x00FC_E4D6);

/// The tabs of the cover, of the five tables, and of what explains them.
pub(super) const TAB_FRONT: Color = Color(0x00C0_0000);
pub(super) const TAB_TABLE: Color = Color(0x001F_4E79);
pub(super) const TAB_LIST: Color = Color(0x00A6_A6A6);

/// The sheet with a coloured tab.
pub(super) fn tabbed(sheet: Sheet, tab: Color) -> Sheet {
    Sheet { tab: Some(tab), ..sheet }
}

/// How a field's cell looks with this content. A word in a column of numbers stands in the middle.
pub(super) fn of(field: &Field, cell: &Cell) -> Style {
    let number = match cell {
        Cell::Number(_) => true,
        Cell::Formula { cached, .. } => matches!(cached, Value::Number(_)),
        Cell::Blank | Cell::Text(_) | Cell::Date(_) | Cell::Link { .. } => false,
    };
    let align = match (field.align, field.kind) {
        (plan::Align::Center, _) | (plan::Align::Natural, FieldKind::Date) => Align::Center,
        (plan::Align::Natural, FieldKind::Number) => {
            if number {
                Align::Right
            } else {
                Align::Center
            }
        }
        (plan::Align::Natural, FieldKind::Text | FieldKind::Choice | FieldKind::Unit) => Align::Left,
    };
    let format = match field.kind {
        FieldKind::Date => NumberFormat::Date,
        FieldKind::Number => field.decimals.map_or(NumberFormat::General, NumberFormat::Decimals),
        FieldKind::Text | FieldKind::Choice | FieldKind::Unit => NumberFormat::General,
    };
    Style { align, format, ..BODY }
}

/// The same in a row that says nothing this period.
pub(super) fn silent(style: Style) -> Style {
    Style { fill: Some(SILENT), color: Some(DARK_GREY), ..style }
}

/// The same for a figure that may not be used: a text, and marked.
pub(super) fn marked(style: Style) -> Style {
    Style { fill: Some(MARKED), format: NumberFormat::Text, align: Align::Center, ..style }
}
