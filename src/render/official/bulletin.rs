//! 季度通报: the bulletin's paragraphs on pages higher than wide, as an official letter is set.

use super::columns::made;
use super::{Frame, look, page, pages};
use crate::consolidate::bulletin_name;
use crate::render::style::{Align, Style};
use crate::render::{Paper, Sheet, fit};
use crate::text::official as text;

/// Twenty-eight characters of 16 pt, as many as a line of an official letter has.
const WIDTH: f64 = 88.0;
/// Over so many columns: of a single one too wide for the page, some programs print only what fits.
const WIDTHS: [f64; 4] = [WIDTH / 4.0; 4];
const LAST: u32 = 3;

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let name = bulletin_name(frame.quarter.period).to_owned();
    let mut sheet = Sheet { name, columns: made(&WIDTHS), ..Sheet::default() };
    let mut paragraphs = frame.quarter.bulletin.iter();
    if let Some(title) = paragraphs.next() {
        page::wide(&mut sheet, title, LAST, look::TITLE);
        page::gap(&mut sheet);
    }
    let mut kept = Vec::new();
    for paragraph in paragraphs {
        if text::is_heading(paragraph) {
            kept.push(page::next(&sheet));
            page::wide(&mut sheet, &format!("{}{paragraph}", text::INDENT), LAST, look::HEADING);
        } else {
            if paragraph.ends_with(text::LIST_BEGINS) {
                kept.push(page::next(&sheet));
            }
            let pieces = pieces(paragraph);
            let next = pieces.iter().skip(1).map(|next| !next.starts_with(text::INDENT));
            for (piece, goes_on) in pieces.iter().zip(next.chain([false])) {
                let align = if goes_on { Align::Spread } else { look::PARAGRAPH.align };
                page::wide(&mut sheet, piece, LAST, look::PARAGRAPH.aligned(align));
            }
        }
    }
    // No page has a heading for its last line, nor a signature without the end of the text.
    let ends = page::next(&sheet).saturating_sub(1);
    page::gap(&mut sheet);
    let signed = Style { align: Align::Right, ..look::PARAGRAPH };
    page::wide(&mut sheet, &frame.plan.office, LAST, signed);
    if let Some(day) = frame.printing.on {
        page::wide(&mut sheet, &crate::text::period::day(day), LAST, signed);
    }
    let keeps = |row: u32| kept.contains(&row) || row >= ends;
    sheet.page.breaks = pages::breaks(&sheet, pages::HIGH, None, &keeps);
    page::around(frame, &mut sheet, Paper::A4Portrait, LAST);
    sheet
}

/// The highest part of a paragraph, in points. No page is broken within a row, so that a high one leaves a gap.
const HIGHEST: f64 = 260.0;

/// A paragraph as parts that are not too high, parted behind a sentence where there is one.
fn pieces(paragraph: &str) -> Vec<String> {
    let fits = |text: &str| fit::height(text, WIDTH, look::PARAGRAPH.size) <= HIGHEST;
    let mut pieces = Vec::new();
    let mut piece = text::INDENT.to_owned();
    for sentence in paragraph.split_inclusive(text::SENTENCE_ENDS) {
        if !fits(&format!("{piece}{sentence}")) && piece != text::INDENT {
            pieces.push(std::mem::replace(&mut piece, text::INDENT.to_owned()));
        }
        for character in sentence.chars() {
            piece.push(character);
            if !fits(&piece) {
                piece.pop();
                pieces.push(std::mem::replace(&mut piece, character.to_string()));
            }
        }
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_long_paragraph_is_parted_behind_a_sentence_and_loses_nothing() {
        let sentence = format!("{}。", "字".repeat(199));
        let parts = pieces(&sentence.repeat(3));
        assert_eq!(parts.len(), 3);
        assert!(parts.iter().all(|part| part.trim_start() == sentence));
        assert_eq!(pieces(&"字".repeat(2000)).concat().matches('字').count(), 2000);
    }
}
