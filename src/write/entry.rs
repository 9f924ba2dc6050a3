//! What helps whoever fills in: validations, colours by condition, notes.
//!
//! Limits the library does not check (255 characters of a validation formula) are checked here.

use super::column;
use super::plain::{clean, cut};
use crate::location::CellRef;
use crate::render::{Allow, Condition, Strictness, Validation};
use crate::text::fonts;
use crate::text::measure::wrapped_lines;
use anyhow::{Result, ensure};
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format,
    Formula, Note, Worksheet,
};

/// The longest title of a prompt or complaint.
const TITLE: usize = 32;
/// The longest text of a prompt or complaint, and the longest formula of a validation.
const MESSAGE: usize = 255;
/// Beyond these no cell of an official table goes; Excel asks for two bounds, and has no “any number”.
const NUMBERS: std::ops::RangeInclusive<f64> = -1e15..=1e15;
/// The longest text of a note the library takes.
const NOTE: usize = 32_000;
/// A note's width in pixels, and how many Latin letters of its font fit.
const NOTE_WIDTH: u32 = 260;
const NOTE_COLUMNS: usize = 40;
/// The height of a note's line and the most it grows to, in pixels.
const NOTE_LINE: usize = 18;
const NOTE_HEIGHT: usize = 420;

/// What may be entered in a range. Blank is always allowed: whether a cell must be filled is a rule's affair.
pub(super) fn validation(worksheet: &mut Worksheet, validation: &Validation) -> Result<()> {
    let made = match &validation.allow {
        Allow::List(range) => DataValidation::new().allow_list_formula(formula(range)?),
        Allow::Decimal => {
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(*NUMBERS.start(), *NUMBERS.end()))
        }
        Allow::Date => DataValidation::new()
            .allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(2000, 1, 1)?)),
        Allow::Formula(text) => DataValidation::new().allow_custom(formula(text)?),
        Allow::Anything => DataValidation::new().allow_any_value(),
    };
    let made = made.ignore_blank(true).set_error_style(match validation.strictness {
        Strictness::Stop => DataValidationErrorStyle::Stop,
        Strictness::Warn => DataValidationErrorStyle::Warning,
    });
    let made = match &validation.prompt {
        Some((title, text)) => made.set_input_title(fit(title, TITLE))?.set_input_message(fit(text, MESSAGE))?,
        None => made,
    };
    let made = match &validation.complaint {
        Some((title, text)) => made.set_error_title(fit(title, TITLE))?.set_error_message(fit(text, MESSAGE))?,
        None => made,
    };
    let range = validation.range;
    worksheet.add_data_validation(
        range.first.row,
        column(range.first.col)?,
        range.last.row,
        column(range.last.col)?,
        &made,
    )?;
    Ok(())
}

/// Cells coloured while a formula is true.
pub(super) fn condition(worksheet: &mut Worksheet, condition: &Condition) -> Result<()> {
    let look = Format::new().set_background_color(condition.fill.0).set_font_color(condition.color.0);
    let rule = ConditionalFormatFormula::new().set_rule(Formula::new(clean(&condition.formula))).set_format(look);
    let range = condition.range;
    worksheet.add_conditional_format(
        range.first.row,
        column(range.first.col)?,
        range.last.row,
        column(range.last.col)?,
        &rule,
    )?;
    Ok(())
}

/// A note, hidden until pointed at, and large enough for its text.
pub(super) fn note(worksheet: &mut Worksheet, at: CellRef, text: &str) -> Result<()> {
    let text = fit(text, NOTE);
    let height = (wrapped_lines(&text, NOTE_COLUMNS) + 1).saturating_mul(NOTE_LINE).min(NOTE_HEIGHT);
    let note = Note::new(text)
        .add_author_prefix(false)
        .set_visible(false)
        .set_font_name(fonts::SONG)
        .set_font_size(9)
        .set_width(NOTE_WIDTH)
        .set_height(u32::try_from(height)?);
    worksheet.insert_note(at.row, column(at.col)?, &note)?;
    Ok(())
}

/// A validation's formula; the library saves one over 255 characters, and Excel then refuses the file.
fn formula(text: &str) -> Result<Formula> {
    let length = text.trim_start_matches('=').encode_utf16().count();
    ensure!(length <= MESSAGE, "the formula has {length} characters, more than {MESSAGE}");
    Ok(Formula::new(clean(text)))
}

/// A text made fit for the file and for its place.
fn fit(text: &str, limit: usize) -> String {
    cut(&clean(text), limit)
}
