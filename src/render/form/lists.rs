//! The options of choices: a hidden sheet with a column per distinct list, which the drop-down lists refer to.

use super::Form;
use crate::key::TableId;
use crate::location::column_letters;
use crate::normalize::words_for_nothing;
use crate::plan::{Field, FieldKind, Requirement, Role, Table, UnitKind};
use crate::recognize::LISTS;
use crate::render::style::Style;
use crate::render::{Cell, Row, Sheet, hidden};
use crate::roster::on_form;
use crate::text::form as text;

/// The distinct lists of a form, in the order of the fields that first use them.
pub(super) struct Lists(Vec<(String, Vec<String>)>);

impl Lists {
    /// The lists that the open cells of these tables use.
    pub(super) fn of(form: &Form, tables: &[&Table]) -> Self {
        let mut lists: Vec<(String, Vec<String>)> = Vec::new();
        for table in tables {
            for field in table.fields.iter().filter(|field| on_form(table, field) && may_be_open(field)) {
                let options = options(form, table, field);
                if !options.is_empty() && !lists.iter().any(|(_, known)| *known == options) {
                    let heading = match (field.kind, field.role, table.id) {
                        (FieldKind::Unit, role, id) if role != Role::Place && id != TableId::Points => text::ALL_UNITS,
                        (FieldKind::Unit, _, TableId::Points) => text::RANKED_UNITS,
                        _ => &field.name,
                    };
                    lists.push((heading.to_owned(), options));
                }
            }
        }
        lists.push((text::FOR_NOTHING.to_owned(), words_for_nothing().map(str::to_owned).collect()));
        Self(lists)
    }

    /// Where the words for nothing stand, but for the first so many.
    pub(super) fn words_for_nothing(&self, skip: usize) -> String {
        let last = self.0.len().saturating_sub(1);
        let letters = column_letters(u32::try_from(last).unwrap_or(0));
        let count = self.0.last().map_or(0, |(_, words)| words.len());
        format!("{LISTS}!${letters}${}:${letters}${}", skip + 2, count + 1)
    }

    /// Where a field's options stand, as a validation refers to it.
    pub(super) fn range(&self, options: &[String]) -> Option<String> {
        let (col, (_, list)) = (0..).zip(&self.0).find(|(_, (_, known))| known == options)?;
        let letters = column_letters(col);
        Some(format!("={LISTS}!${letters}$2:${letters}${}", list.len() + 1))
    }

    /// `_lists`.
    pub(super) fn sheet(&self) -> Sheet {
        let longest = self.0.iter().map(|(_, options)| options.len() + 1).max().unwrap_or(0);
        let cell = |(heading, options): &(String, Vec<String>), row: usize| match row.checked_sub(1) {
            None => Some(heading.clone()),
            Some(index) => options.get(index).cloned(),
        };
        let rows = (0..longest).map(|row| {
            let columns = (0..).zip(&self.0).filter_map(|(col, list)| Some((col, cell(list, row)?)));
            Row { height: None, cells: columns.map(|(col, text)| (col, Cell::Text(text), Style::TEXT)).collect() }
        });
        hidden::sheet(LISTS, rows.collect())
    }
}

/// What a field may hold on this form; nothing where it is no choice.
pub(super) fn options(form: &Form, table: &Table, field: &Field) -> Vec<String> {
    let words = &form.plan.words;
    match field.kind {
        // The office closes issues; a department only applies for it.
        FieldKind::Choice if table.id == TableId::CloseOut && field.role == Role::Status && !form.is_office() => {
            field.options.iter().filter(|option| !words.beyond_department.contains(option)).cloned().collect()
        }
        FieldKind::Choice => field.options.clone(),
        FieldKind::Unit => form
            .plan
            .reporters()
            .map(|unit| form.plan.unit(unit))
            .filter(|unit| unit.reports_in(form.period))
            .filter(|unit| field.role != Role::Place || unit.kind == UnitKind::Street)
            // The office has no place in the league.
            .filter(|unit| table.id != TableId::Points || unit.kind != UnitKind::Office)
            .map(|unit| unit.name.clone())
            .collect(),
        FieldKind::Text | FieldKind::Number | FieldKind::Date => Vec::new(),
    }
}

/// Whether a field is open in some rows: an input, or one of the plan's that a department completes once.
pub(super) fn may_be_open(field: &Field) -> bool {
    field.is_input() || !matches!(field.once, Requirement::Never)
}
