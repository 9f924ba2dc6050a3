//! The names of the fonts of an official document, as Windows and WPS list them.
//!
//! Names only: fonts are not embedded, and a machine without one shows its own substitute. Which role
//! a font plays is `render::style::Face`; which name a role gets is decided in `write`.

/// Body text: 仿宋 as the GB/T 9704 layout names it.
pub const BODY: &str = "仿宋_GB2312";
/// Table heads and first-level headings.
pub const HEAD: &str = "黑体";
/// Titles.
pub const TITLE: &str = "方正小标宋简体";
/// Second-level headings.
pub const KAI: &str = "楷体_GB2312";
/// Page numbers and notes.
pub const SONG: &str = "宋体";

/// Every font, and another name by which the same letters, or near ones, may be there where the first is missing.
pub const WITH_OTHERS: [(&str, Option<&str>); 5] = [
    (BODY, Some("仿宋")),
    (HEAD, Some("SimHei")),
    (TITLE, Some("方正小标宋_GBK")),
    (KAI, Some("楷体")),
    (SONG, Some("SimSun")),
];
