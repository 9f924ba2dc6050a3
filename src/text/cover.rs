//! The cover block of a form: its sheet and its labels, as they are printed and as they are looked for.

/// The sheet that holds the cover block and the instructions.
pub const SHEET: &str = "填报说明";
/// Whose form it is.
pub const UNIT: &str = "填报单位";
/// For which period.
pub const PERIOD: &str = "报告期";
/// Who filled it in.
pub const FILLER: &str = "填报人";
/// Who checked it.
pub const REVIEWER: &str = "审核人";
/// Who answers for it.
pub const PRINCIPAL: &str = "负责人";
/// Whom to call.
pub const PHONE: &str = "联系电话";
/// When it was filled in.
pub const FILLED_ON: &str = "填报日期";
/// Plan and revision that the form was made from.
pub const TEMPLATE: &str = "模板版本";
/// How many times the unit has sent it, this time included.
pub const EDITION: &str = "报送次数";
