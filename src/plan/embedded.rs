//! The plan of 2023, carried inside the program as the default.

/// The files of `templates/2023/` by their relative names.
pub(super) const FILES: [(&str, &str); 15] = [
    ("plan.toml", include_str!("../../templates/2023/plan.toml")),
    ("units.csv", include_str!("../../templates/2023/units.csv")),
    ("tasks.csv", include_str!("../../templates/2023/tasks.csv")),
    ("milestones.csv", include_str!("../../templates/2023/milestones.csv")),
    ("indicators.csv", include_str!("../../templates/2023/indicators.csv")),
    ("projects.csv", include_str!("../../templates/2023/projects.csv")),
    ("corrections.csv", include_str!("../../templates/2023/corrections.csv")),
    ("tables.toml", include_str!("../../templates/2023/tables.toml")),
    ("rules.toml", include_str!("../../templates/2023/rules.toml")),
    ("texts/季度通报.txt", include_str!("../../templates/2023/texts/季度通报.txt")),
    ("texts/月度专报.txt", include_str!("../../templates/2023/texts/月度专报.txt")),
    ("texts/年度评估.txt", include_str!("../../templates/2023/texts/年度评估.txt")),
    ("texts/提醒.txt", include_str!("../../templates/2023/texts/提醒.txt")),
    ("texts/催报.txt", include_str!("../../templates/2023/texts/催报.txt")),
    ("texts/说明.txt", include_str!("../../templates/2023/texts/说明.txt")),
];
