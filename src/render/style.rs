//! Every font, colour and border of our workbooks, named in one place.

/// A colour, `0xRRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color(pub u32);

/// A typeface by its role in an official document; fonts are named, not embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Face {
    /// `仿宋_GB2312`: body.
    #[default]
    Body,
    /// 黑体: heads.
    Head,
    /// 方正小标宋简体: titles.
    Title,
    /// `楷体_GB2312`: second-level headings.
    Kai,
    /// 宋体: page numbers.
    Song,
}

/// Horizontal alignment, and how lines stand in a high cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
    /// Flush left from the top of the cell, as in a letter: what its row has to spare parts it from the next paragraph.
    Letter,
    /// The same of a paragraph that goes on in the next row: its lines are spread over the cell, which leaves no gap.
    Spread,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NumberFormat {
    /// As it is.
    #[default]
    General,
    /// As text (`@`): figures that must stay out of sums.
    Text,
    /// With this many decimals, 0 to 4.
    Decimals(u8),
    /// `yyyy-mm-dd`.
    Date,
    /// A text with a mark behind it that is no part of the value: the office decided it (核定).
    Decided,
}

/// How a cell looks. Sizes are tenths of a point (105 is 10.5 pt).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::struct_excessive_bools, reason = "each is one independent property of the look")]
pub struct Style {
    /// Typeface.
    pub face: Face,
    /// Size in tenths of a point.
    pub size: u16,
    /// Bold.
    pub bold: bool,
    /// Font colour.
    pub color: Option<Color>,
    /// Fill.
    pub fill: Option<Color>,
    /// A thin border on all sides.
    pub border: bool,
    /// Alignment; vertically all cells are centred, but for those of a letter.
    pub align: Align,
    /// Whether the text wraps.
    pub wrap: bool,
    /// Whether the cell is locked when the sheet is protected.
    pub locked: bool,
    /// Number format.
    pub format: NumberFormat,
}

/// Behind cells that nobody fills in; pale enough to be read on a black-and-white print.
pub const SHADE: Color = Color(0xF2_F2_F2);
/// Behind the head of a table.
pub const HEAD_SHADE: Color = Color(0xD9_D9_D9);

/// A light's fill and the colour of its word, green to grey: light and dark enough that a black and white print can be read.
pub const LIGHTS: [(Color, Color); 4] = [
    (Color(0x00C6_EFCE), Color(0x0000_6100)),
    (Color(0x00FF_EB9C), Color(0x007F_6000)),
    (Color(0x00FF_C7CE), Color(0x009C_0006)),
    (Color(0x00D9_D9D9), Color(0x0040_4040)),
];
/// The parts of a chart of lights, green to grey, then what is not reached yet: stronger than the fills of cells.
pub const LIGHT_PARTS: [Color; 5] =
    [Color(0x0070_AD47), Color(0x00FF_C000), Color(0x00C0_0000), Color(0x00A6_A6A6), Color(0x00F2_F2F2)];
/// The bars of a chart of scores.
pub const BAR: Color = Color(0x005B_9BD5);
/// Bars behind figures, pale enough that these can be read.
pub const PALE_BAR: Color = Color(0x00BD_D7EE);
/// The small lines beside figures.
pub const TREND: Color = Color(0x001F_4E79);

/// A cell that an error blames: its fill, the colour of its font.
pub const WRONG: (Color, Color) = (Color(0x00FF_C7CE), Color(0x009C_0006));
/// A cell that a warning blames.
pub const DOUBTFUL: (Color, Color) = (Color(0x00FF_EB9C), Color(0x007F_6000));

impl Style {
    /// Body text on its own: no border, one line.
    pub const TEXT: Self = Self {
        face: Face::Body,
        size: 105,
        bold: false,
        color: None,
        fill: None,
        border: false,
        align: Align::Left,
        wrap: false,
        locked: true,
        format: NumberFormat::General,
    };
    /// Body text that takes as many lines as it needs.
    pub const PARAGRAPH: Self = Self { wrap: true, ..Self::TEXT };
    /// The title of a sheet: 二号.
    pub const TITLE: Self = Self { face: Face::Title, size: 220, ..Self::TEXT };
    /// What stands under a title: 小四号.
    pub const SUBTITLE: Self = Self { face: Face::Kai, size: 120, ..Self::TEXT };
    /// A label outside a table, before its value.
    pub const LABEL: Self = Self { face: Face::Head, ..Self::TEXT };
    /// A label of the cover block.
    pub const COVER_LABEL: Self = Self { face: Face::Head, align: Align::Center, ..Self::COVER_GIVEN };
    /// A value of the cover block that is given.
    pub const COVER_GIVEN: Self = Self { size: 120, ..Self::LOCKED };
    /// A value of the cover block that is filled in.
    pub const COVER_INPUT: Self = Self { size: 120, ..Self::INPUT };
    /// A heading within a sheet.
    pub const HEADING: Self = Self { face: Face::Head, size: 120, ..Self::TEXT };
    /// The head of a column.
    pub const HEAD: Self =
        Self { face: Face::Head, fill: Some(HEAD_SHADE), border: true, align: Align::Center, wrap: true, ..Self::TEXT };
    /// A cell to be filled in: white and unlocked.
    pub const INPUT: Self = Self { border: true, wrap: true, locked: false, ..Self::TEXT };
    /// A cell that is given or computed: shaded and locked.
    pub const LOCKED: Self = Self { border: true, wrap: true, fill: Some(SHADE), ..Self::TEXT };

    /// The same, aligned so.
    #[must_use]
    pub const fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The same, blamed: with this fill and font colour ([`WRONG`] or [`DOUBTFUL`]). The one look of a problem cell.
    #[must_use]
    pub const fn blamed(self, (fill, color): (Color, Color)) -> Self {
        Self { fill: Some(fill), color: Some(color), ..self }
    }

    /// The same, its numbers shown so.
    #[must_use]
    pub const fn showing(self, format: NumberFormat) -> Self {
        Self { format, ..self }
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::TEXT
    }
}
