//! Words of the plan's files: heads and closed lists.

// Heads of the lists.
/// 编号.
pub const CODE: &str = "编号";
/// 名称.
pub const NAME: &str = "名称";
/// 类别 of a unit or an indicator.
pub const KIND: &str = "类别";
/// 类别 of an indicator.
pub const CATEGORY: &str = "类别";
/// 别名.
pub const ALIASES: &str = "别名";
/// 曾用名.
pub const FORMER_NAMES: &str = "曾用名";
/// 列名项目: projects that the goal of a measure names.
pub const NAMED_PROJECTS: &str = "列名项目";
/// 工作组.
pub const WORK_GROUPS: &str = "工作组";
/// 成员.
pub const MEMBERS: &str = "成员";
/// 启用期.
pub const FROM: &str = "启用期";
/// 停用期.
pub const UNTIL: &str = "停用期";
/// 序号.
pub const NUMBER: &str = "序号";
/// 部分.
pub const PART: &str = "部分";
/// 分部.
pub const SUB_PART: &str = "分部";
/// 重点任务.
pub const TASK: &str = "重点任务";
/// 具体内容举措.
pub const CONTENT: &str = "具体内容举措";
/// 主要目标及时间节点.
pub const GOAL: &str = "主要目标及时间节点";
/// 责任单位.
pub const LEAD: &str = "责任单位";
/// 任务类型.
pub const TASK_KIND: &str = "任务类型";
/// 起算日期.
pub const START: &str = "起算日期";
/// 完成时限.
pub const DEADLINE: &str = "完成时限";
/// 任务编号.
pub const MEASURE: &str = "任务编号";
/// 计划时间.
pub const PLANNED: &str = "计划时间";
/// 字段.
pub const FIELD: &str = "字段";
/// 原文.
pub const RAW: &str = "原文";
/// 更正.
pub const CORRECTED_TEXT: &str = "更正";
/// 性质.
pub const NATURE: &str = "性质";
/// 说明.
pub const EXPLANATION: &str = "说明";
/// 计量单位.
pub const UNIT: &str = "计量单位";
/// 年度目标.
pub const YEAR_GOAL: &str = "年度目标";
/// 比较方式.
pub const COMPARISON: &str = "比较方式";
/// 目标值.
pub const TARGET: &str = "目标值";
/// 统计口径.
pub const BASIS: &str = "统计口径";
/// 小数位.
pub const DECIMALS: &str = "小数位";
/// 报送频率.
pub const CADENCE: &str = "报送频率";
/// 可暂缺.
pub const MAY_LACK: &str = "可暂缺";
/// 属性.
pub const ATTRIBUTE: &str = "属性";
/// 取数.
pub const SOURCE: &str = "取数";
/// 关键指标.
pub const IS_KEY: &str = "关键指标";
/// 权重.
pub const WEIGHT: &str = "权重";
/// 分期目标: an indicator's aims of the four quarters.
pub const STEPS: &str = "分期目标";
/// 允许负数.
pub const MAY_BE_NEGATIVE: &str = "允许负数";
/// 上年末基数.
pub const BASE: &str = "上年末基数";
/// 类型 of a project.
pub const PROJECT_KIND: &str = "类型";
/// 来源清单.
pub const PROJECT_LIST: &str = "来源清单";
/// 建设性质.
pub const NATURE_OF_WORK: &str = "建设性质";
/// 建设单位.
pub const BUILDER: &str = "建设单位";
/// 属地街镇.
pub const PLACE: &str = "属地街镇";
/// 建设规模及主要内容.
pub const PROJECT_CONTENT: &str = "建设规模及主要内容";
/// 建设起止年限.
pub const YEARS: &str = "建设起止年限";
/// 总投资, 万元.
pub const TOTAL: &str = "总投资";
/// 截至上年底累计完成投资, 万元.
pub const BEFORE: &str = "截至上年底累计完成投资";
/// 年度计划投资, 万元.
pub const YEAR_PLAN: &str = "年度计划投资";
/// 截至本期末计划投资, 万元.
pub const PLAN_TO_DATE: &str = "截至本期末计划投资";
/// 计划开工时间.
pub const PLANNED_START: &str = "计划开工时间";
/// 计划竣工时间.
pub const PLANNED_END: &str = "计划竣工时间";
/// 动态调整.
pub const CHANGE: &str = "动态调整";
/// 调整原因.
pub const CHANGE_REASON: &str = "调整原因";
/// 批准文号.
pub const APPROVAL: &str = "批准文号";
/// 调整日期.
pub const CHANGE_DATE: &str = "调整日期";

// Closed lists.
/// 区直部门.
pub const DEPARTMENT: &str = "区直部门";
/// 街镇.
pub const STREET: &str = "街镇";
/// 专班办公室.
pub const OFFICE: &str = "专班办公室";
/// 群组.
pub const GROUP: &str = "群组";
/// 量化.
pub const QUANTIFIED: &str = "量化";
/// 里程碑.
pub const MILESTONE: &str = "里程碑";
/// 持续.
pub const CONTINUOUS: &str = "持续";
/// 对照.
pub const RELATIONAL: &str = "对照";
/// 已更正.
pub const CORRECTED: &str = "已更正";
/// 待确认.
pub const UNCONFIRMED: &str = "待确认";
/// 待询问.
pub const TO_ASK: &str = "待询问";
/// 不低于对照.
pub const RELATION: &str = "不低于对照";
/// 趋降.
pub const TREND_DOWN: &str = "趋降";
/// 月.
pub const MONTHLY: &str = "月";
/// 季.
pub const QUARTERLY: &str = "季";
/// 年.
pub const YEARLY: &str = "年";
/// 是.
pub const YES: &str = "是";
/// 否.
pub const NO: &str = "否";
/// 统计口径: how a figure counts.
pub const BASES: [&str; 5] = ["新增", "累计", "存量", "比率", "增速"];
/// 监测: an indicator that is not scored.
pub const WATCHED: &str = "监测";
/// 填报.
pub const REPORTED: &str = "填报";
/// How a total of the projects begins.
pub const PROJECT_PREFIX: &str = "项目:";
/// 个数: the rows are counted.
pub const COUNT: &str = "个数";
/// 亿元.
pub const HUNDRED_MILLION: &str = "亿元";

// Names that formulas may use beside the limits.
/// 报告期初.
pub const PERIOD_START: &str = "报告期初";
/// 报告期末.
pub const PERIOD_END: &str = "报告期末";
/// 年初.
pub const YEAR_START: &str = "年初";
/// 序时: the share of the year's months gone, in %.
pub const ELAPSED: &str = "序时";
