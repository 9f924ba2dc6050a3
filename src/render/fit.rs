//! How high a row must be so that every text in it can be read.
//!
//! Computed and not left to the program that shows it: those don't agree, and rows of a made file stay as they are. A row
//! with a cell to be filled in keeps its height until something is typed into it; then the program fits it.

use crate::text::measure::wrapped_lines;

/// The highest row that a spreadsheet knows, in points.
pub const HIGHEST: f64 = 409.0;
/// The distance of two lines, in parts of the font's size.
const LINE: f64 = 1.36;
/// What is left free: fonts that stand in for ours are wider or higher.
const SPARE: f64 = 1.15;

/// The height in points that a text takes in a column `width` Latin letters wide, with 15 % to spare.
/// `size` is in tenths of a point, as in a style. May be more than [`HIGHEST`].
#[must_use]
pub fn height(text: &str, width: f64, size: u16) -> f64 {
    f64::from(lines(text, width, size)) * f64::from(size) / 10.0 * LINE * SPARE
}

/// How many lines a text takes in a column `width` Latin letters wide.
#[must_use]
pub fn lines(text: &str, width: f64, size: u16) -> u32 {
    // Widths count letters of the default font, 7 pixels each, which is half of a Chinese character at 10.5 pt.
    let letters = (width * 105.0 / f64::from(size.max(1))).floor().clamp(2.0, 255.0);
    // What is left of the column beside its text is about a letter.
    let columns = format!("{letters:.0}").parse().unwrap_or(2_usize).saturating_sub(1);
    u32::try_from(wrapped_lines(text, columns)).unwrap_or(u32::MAX)
}

/// The width, at least `width`, in which the text is no higher than a row can be; in steps of four letters.
#[must_use]
pub fn widened(text: &str, width: f64, size: u16) -> f64 {
    let mut width = width;
    while height(text, width, size) > HIGHEST && width < 120.0 {
        width += 4.0;
    }
    width
}

#[cfg(test)]
mod tests {
    use super::{HIGHEST, height, widened};

    #[test]
    fn a_text_takes_a_line_for_what_does_not_fit() {
        let line = 10.5 * 1.36 * 1.15;
        let close = |one: f64, two: f64| (one - two).abs() < 1e-9;
        // 10 letters hold four characters and a sign that hangs over.
        assert!(close(height("四个字的", 10.0, 105), line));
        assert!(close(height("四个字的字", 10.0, 105), 2.0 * line));
        // 22 pt is 2.1 times the size: 21 letters hold four of its characters as well.
        assert!(close(height("四个字的字", 21.0, 220), 2.0 * 22.0 * 1.36 * 1.15));
    }

    #[test]
    fn a_column_is_widened_until_its_text_fits() {
        let text = "字".repeat(400);
        assert!(height(&text, 24.0, 105) > HIGHEST);
        assert!(height(&text, widened(&text, 24.0, 105), 105) <= HIGHEST);
        assert_eq!(widened("字", 24.0, 105).to_bits(), 24_f64.to_bits());
    }
}
