//! Why a file was refused, as a clerk reads it: each completes “文件超出读取限制或结构异常:{说明}。”, so none ends in a stop.

/// The ZIP directory is missing or damaged, as after an interrupted transfer.
pub const NOT_A_WHOLE_ZIP: &str = "文件不完整或已损坏，可能在传输中被截断";
/// A workbook of another format is cut short or damaged.
pub const NOT_A_WHOLE_WORKBOOK: &str = "文件不完整或已损坏";
/// Cells of a binary workbook as only some programs write them.
pub const CELLS_WITHOUT_COLUMN: &str = "其中的单元格未标明所在列，部分内容会读不到";
/// Reading was broken off by the file's content.
pub const READER_FAILED: &str = "内容异常，读取时中止";
/// Two parts of one name: which of them counts is anybody's guess.
pub const DUPLICATE_PARTS: &str = "文件内部有重名部件";
/// A `DOCTYPE`, which no office program writes and which may define entities.
pub const DOCUMENT_TYPE: &str = "文件内部含有外来的实体声明";
/// Elements within elements without end.
pub const NESTED_TOO_DEEP: &str = "文件内部层次过深";
/// A workbook without a sheet.
pub const NO_SHEETS: &str = "工作簿中没有工作表";
/// The string table claims to hold more than it does.
pub const FALSE_STRING_COUNT: &str = "文本表标明的条数与实际不符";
/// Cells without end, most of them with a style and nothing else.
pub const TOO_MANY_ELEMENTS: &str = "单元格过多（含只设了格式的空单元格），请删去表格下方和右侧的空行空列";
/// Text that repeats over many cells until it fills the memory.
pub const TOO_MUCH_TEXT: &str = "单元格文字总量过大";
/// More number formats, fonts or fills than a spreadsheet can hold.
pub const TOO_MANY_STYLES: &str = "单元格样式过多";
/// No relationship leads to the workbook.
pub const NO_WORKBOOK: &str = "文件内部缺少工作簿";

/// The file is larger than may be read.
#[must_use]
pub fn file_too_large(limit: u64) -> String {
    format!("文件超过{}", size(limit))
}

/// The parts are larger than may be read once inflated.
#[must_use]
pub fn inflates_too_far(limit: u64) -> String {
    format!("文件解压后超过{}", size(limit))
}

/// A sheet of a workbook of another format cannot be read.
#[must_use]
pub fn unreadable_sheet(sheet: &str) -> String {
    format!("工作表“{sheet}”无法读取")
}

/// Reading took longer than it may.
#[must_use]
pub fn too_slow(seconds: u64) -> String {
    format!("读取超过{seconds}秒")
}

/// There are more parts than a workbook has.
#[must_use]
pub fn too_many_parts(limit: usize) -> String {
    format!("文件内部部件超过{limit}个")
}

/// A part cannot be inflated, or is not the one whose checksum was noted.
#[must_use]
pub fn damaged_part(part: &str) -> String {
    format!("文件内部“{part}”已损坏")
}

/// A part that others refer to is not there.
#[must_use]
pub fn missing_part(part: &str) -> String {
    format!("文件内部缺少“{part}”")
}

/// A part is in another encoding than any office program writes.
#[must_use]
pub fn not_utf8(part: &str) -> String {
    format!("文件内部“{part}”不是UTF-8编码")
}

/// Two references lead to one part, or a reference leads back.
#[must_use]
pub fn part_referred_to_twice(part: &str) -> String {
    format!("文件内部“{part}”被重复引用")
}

/// What should be a sheet's part is something else.
#[must_use]
pub fn not_a_sheet(sheet: &str) -> String {
    format!("工作表“{sheet}”的内部结构不是表格")
}

/// A part that is small in every workbook is not.
#[must_use]
pub fn part_too_large(part: &str) -> String {
    format!("文件内部“{part}”过大")
}

/// There are more sheets than may be read.
#[must_use]
pub fn too_many_sheets(limit: usize) -> String {
    format!("工作表超过{limit}个")
}

/// Two sheets of one name.
#[must_use]
pub fn duplicate_sheet(sheet: &str) -> String {
    format!("工作表“{sheet}”重名")
}

/// There are more filled cells than may be read.
#[must_use]
pub fn too_many_cells(limit: usize) -> String {
    format!("已填单元格超过{limit}个")
}

/// An address that no sheet has.
#[must_use]
pub fn outside_the_sheet(sheet: &str, address: &str) -> String {
    format!("工作表“{sheet}”含有不存在的单元格地址“{}”", shortened(address))
}

/// One address, two cells.
#[must_use]
pub fn duplicate_cell(sheet: &str, address: &str) -> String {
    format!("工作表“{sheet}”的单元格{address}重复")
}

/// A cell refers to a text that is not in the string table.
#[must_use]
pub fn no_such_string(sheet: &str, address: &str) -> String {
    format!("工作表“{sheet}”的单元格{address}引用了不存在的文本")
}

/// A limit in the largest unit that shows it whole.
fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 && bytes.is_multiple_of(1 << 20) {
        format!("{}MB", bytes >> 20)
    } else {
        format!("{bytes}字节")
    }
}

/// The beginning of what a hostile file may have made long.
fn shortened(text: &str) -> String {
    text.chars().take(20).collect()
}
