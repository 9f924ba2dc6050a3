//! 需协调事项: what leads ask the office to coordinate, from tasks and projects.

use super::{Quarter, Request};
use crate::key::TableId;
use crate::plan::{Plan, Role};
use crate::roster::title_role;
use crate::text::consolidate as text;

/// In official order of tables and rows.
pub(super) fn requests(plan: &Plan, quarter: &Quarter) -> Vec<Request> {
    let nothing = |text: &str| text.is_empty() || text == plan.words.nothing;
    let mut requests = Vec::new();
    for id in [TableId::Tasks, TableId::Projects] {
        let table = plan.table(id);
        for row in quarter.table(id) {
            let wanted = table.value(&row.values, Role::Coordination).shown();
            let needs = table.value(&row.values, Role::Needs).shown();
            if nothing(&wanted) && nothing(&needs) {
                continue;
            }
            let title = table.value(&row.values, title_role(id)).shown();
            requests.push(Request {
                unit: row.unit,
                key: row.key.clone(),
                about: text::about(&row.key.0, &title),
                text: if nothing(&wanted) { String::new() } else { wanted },
                needs: if nothing(&needs) { String::new() } else { needs },
            });
        }
    }
    requests
}
