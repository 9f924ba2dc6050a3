//! `tables.toml` → tables with compiled formulas; every fault is named with its line.

use super::{Align, Field, FieldKind, Filled, Paper, Part, Requirement, Role, Table};
use crate::finding::Finding;
use crate::formula::{Column, Computed, Formula, Kind, Name, Refusal, Scope, order, too_long_for_a_cell};
use crate::key::TableId;
use crate::period::Cadence;
use crate::plan::files::Written;
use crate::plan::problem::problem;
use crate::text::plan as text;
use serde::Deserialize;
use toml::Spanned;

/// How many empty rows a form may have.
const MOST_OPEN_ROWS: u32 = 500;
/// The widest column that a sheet may have.
const WIDEST: u16 = 255;
/// The most decimals that a column may show.
const MOST_DECIMALS: u8 = 6;

/// `tables.toml` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(in crate::plan) struct TablesFile {
    pub(in crate::plan) words: crate::plan::Words,
    pub(in crate::plan) lists: toml::Table,
    pub(in crate::plan) table: Vec<RawTable>,
}

/// A table as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(in crate::plan) struct RawTable {
    id: TableId,
    name: Spanned<String>,
    block: Option<String>,
    attachment: Option<u8>,
    #[serde(default)]
    paper: Paper,
    money: Option<String>,
    #[serde(default)]
    periods: Vec<Cadence>,
    #[serde(default)]
    open_rows: u32,
    #[serde(default)]
    office_only: bool,
    ratio: Option<Spanned<String>>,
    score: Option<Spanned<String>>,
    met: Option<Spanned<String>>,
    fields: Vec<RawField>,
}

/// A field as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a yes or no of the file")]
struct RawField {
    name: Spanned<String>,
    unit: Option<String>,
    #[serde(default)]
    role: Role,
    #[serde(default)]
    kind: FieldKind,
    list: Option<String>,
    filled: RawFilled,
    formula: Option<Spanned<String>>,
    #[serde(default)]
    needs: Vec<String>,
    otherwise: Option<String>,
    required: Option<Spanned<RawRequirement>>,
    asked: Option<Vec<Part>>,
    #[serde(default)]
    aliases: Vec<String>,
    width: u16,
    #[serde(default)]
    print: bool,
    #[serde(default)]
    bulletin: bool,
    #[serde(default)]
    align: Align,
    #[serde(default)]
    note: String,
    decimals: Option<u8>,
    #[serde(default)]
    merged: bool,
    #[serde(default)]
    forms_only: bool,
    #[serde(default)]
    from_previous: bool,
    once: Option<Spanned<RawRequirement>>,
    #[serde(default)]
    nothing: bool,
    #[serde(default)]
    several: bool,
    longest: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawFilled {
    Plan,
    Department,
    Office,
    Formula,
    Aggregate,
    Engine,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RawRequirement {
    Flag(bool),
    Formula(String),
}

/// Where things are in the file, and what was found wrong.
pub(in crate::plan) struct Context<'a> {
    pub(in crate::plan) written: &'a Written<'a>,
    pub(in crate::plan) findings: &'a mut Vec<Finding>,
}

impl Context<'_> {
    /// Reports a fault at a byte of the file.
    pub(in crate::plan) fn fault(&mut self, code: &str, byte: usize, message: String) {
        let at = self.written.at(byte);
        self.findings.push(problem(code, at, message));
    }

    /// Reports a refused formula. A literal string's text starts one byte after its quote.
    pub(in crate::plan) fn refused<T>(&mut self, whose: &str, written: &Spanned<T>, formula: &str, refusal: &Refusal) {
        let before = formula.get(..refusal.at).unwrap_or(formula);
        let message = text::formula_refused(whose, before.chars().count() + 1, &refusal.reason);
        self.fault("P10", written.span().start + 1 + refusal.at, message);
    }
}

/// Compiles the tables; `names` are what formulas may use beside columns.
pub(in crate::plan) fn load(
    raw: Vec<RawTable>,
    lists: &toml::Table,
    names: &[Name],
    context: &mut Context<'_>,
) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for raw_table in raw {
        let table = load_table(raw_table, lists, names, context);
        if tables.iter().any(|known| known.id == table.id) {
            context.fault("P06", 0, text::duplicate(text::TABLE, &table.name));
        }
        tables.push(table);
    }
    tables
}

fn load_table(raw: RawTable, lists: &toml::Table, names: &[Name], context: &mut Context<'_>) -> Table {
    let scope = Scope { columns: raw.fields.iter().map(column).collect(), names: names.to_vec() };
    for (index, field) in raw.fields.iter().enumerate() {
        let twice = raw.fields.iter().take(index).any(|known| {
            known.name.get_ref() == field.name.get_ref() || (field.role != Role::Extra && known.role == field.role)
        });
        if twice {
            context.fault("P06", field.name.span().start, text::duplicate(text::FIELD, field.name.get_ref()));
        }
    }
    let fields: Vec<Field> = raw.fields.into_iter().map(|field| load_field(field, lists, &scope, context)).collect();
    let computed: Vec<(usize, &[usize])> = fields
        .iter()
        .enumerate()
        .filter_map(|(slot, field)| match &field.filled {
            Filled::Formula(computed) => Some((slot, computed.reads())),
            Filled::Plan | Filled::Department | Filled::Office | Filled::Aggregate | Filled::Engine => None,
        })
        .collect();
    let order = order(&computed).unwrap_or_else(|slot| {
        let name = fields.get(slot).map_or("", |field| field.name.as_str());
        context.fault("P11", raw.name.span().start, text::cycle(name));
        Vec::new()
    });
    if !fields.iter().any(|field| field.role == Role::Key) && raw.office_only {
        context.fault("P12", raw.name.span().start, text::no_key(raw.name.get_ref()));
    }
    if raw.open_rows > MOST_OPEN_ROWS {
        let message = size(text::OPEN_ROWS, raw.open_rows, 0, MOST_OPEN_ROWS);
        context.fault("P05", raw.name.span().start, message);
    }
    let mut formula = |written: Option<Spanned<String>>, scope: &Scope| {
        let written = written?;
        let compiled = Formula::compile(written.get_ref(), scope)
            .map_err(|refusal| context.refused(raw.name.get_ref(), &written, written.get_ref(), &refusal))
            .ok()?;
        // It is read on another sheet, so that the name of this one stands before every address.
        let address = format!("'{}'!$AAA$99999", raw.name.get_ref());
        if too_long_for_a_cell(&compiled.emit(&|_| address.clone())) {
            context.fault("P10", written.span().start, text::too_long(raw.name.get_ref()));
        }
        Some(compiled)
    };
    let mut with_ratio = scope.clone();
    with_ratio.columns.push(Column { name: text::RATIO.to_owned(), kind: Kind::Number, may_be_blank: true });
    let (ratio, row_score) = (formula(raw.ratio, &scope), formula(raw.score, &with_ratio));
    let met = formula(raw.met, &scope);
    Table {
        id: raw.id,
        name: raw.name.into_inner(),
        block: raw.block,
        attachment: raw.attachment,
        paper: raw.paper,
        money: raw.money,
        periods: raw.periods,
        open_rows: raw.open_rows.min(MOST_OPEN_ROWS),
        office_only: raw.office_only,
        fields,
        order,
        ratio,
        score: row_score,
        met,
        scope,
    }
}

/// That a size is out of its range.
fn size<T: std::fmt::Display>(name: &str, found: T, least: T, most: T) -> String {
    text::out_of_range(name, &found.to_string(), &least.to_string(), &most.to_string(), true)
}

fn column(field: &RawField) -> Column {
    let kind = match field.kind {
        FieldKind::Number => Kind::Number,
        FieldKind::Date => Kind::Date,
        FieldKind::Text | FieldKind::Choice | FieldKind::Unit => Kind::Text,
    };
    Column { name: field.name.get_ref().clone(), kind, may_be_blank: !matches!(field.filled, RawFilled::Plan) }
}

fn load_field(raw: RawField, lists: &toml::Table, scope: &Scope, context: &mut Context<'_>) -> Field {
    let name = raw.name.get_ref().clone();
    let start = raw.name.span().start;
    let options = raw.list.as_ref().map_or_else(Vec::new, |list| options(list, lists, start, context));
    if raw.kind == FieldKind::Choice && options.is_empty() {
        context.fault("P05", start, text::no_options(&name));
    }
    if raw.several && raw.kind != FieldKind::Choice {
        context.fault("P05", start, text::several_of_nothing(&name));
    }
    if !(1..=WIDEST).contains(&raw.width) {
        context.fault("P05", start, size(&format!("{name}·{}", text::WIDTH), raw.width, 1, WIDEST));
    }
    if let Some(decimals) = raw.decimals.filter(|decimals| *decimals > MOST_DECIMALS) {
        context.fault("P05", start, size(&format!("{name}·{}", text::DECIMALS), decimals, 0, MOST_DECIMALS));
    }
    let filled = match raw.filled {
        RawFilled::Plan => Filled::Plan,
        RawFilled::Department => Filled::Department,
        RawFilled::Office => Filled::Office,
        RawFilled::Aggregate => Filled::Aggregate,
        RawFilled::Engine => Filled::Engine,
        RawFilled::Formula => computed(&raw, scope, context),
    };
    let required = requirement(raw.required, &name, scope, context);
    let once = requirement(raw.once, &name, scope, context);
    Field {
        name,
        unit: raw.unit,
        role: raw.role,
        kind: raw.kind,
        options,
        filled,
        required,
        asked: raw.asked.unwrap_or_else(|| vec![Part::Lead, Part::Office]),
        aliases: raw.aliases,
        width: raw.width,
        print: raw.print,
        bulletin: raw.bulletin,
        align: raw.align,
        note: raw.note,
        decimals: raw.decimals,
        merged: raw.merged,
        forms_only: raw.forms_only,
        from_previous: raw.from_previous,
        once,
        nothing: raw.nothing,
        several: raw.several,
        longest: raw.longest,
    }
}

fn requirement(
    written: Option<Spanned<RawRequirement>>,
    name: &str,
    scope: &Scope,
    context: &mut Context<'_>,
) -> Requirement {
    let Some(written) = written else { return Requirement::Never };
    match written.get_ref() {
        RawRequirement::Flag(true) => Requirement::Always,
        RawRequirement::Flag(false) => Requirement::Never,
        RawRequirement::Formula(formula) => match Formula::compile(formula, scope) {
            Ok(formula) => Requirement::When(formula),
            Err(refusal) => {
                context.refused(name, &written, formula, &refusal);
                Requirement::Never
            }
        },
    }
}

fn computed(raw: &RawField, scope: &Scope, context: &mut Context<'_>) -> Filled {
    let name = raw.name.get_ref();
    let Some(formula) = &raw.formula else {
        context.fault("P04", raw.name.span().start, text::no_formula(name));
        return Filled::Engine;
    };
    let needs: Vec<&str> = raw.needs.iter().map(String::as_str).collect();
    let otherwise = raw.otherwise.as_deref().unwrap_or("\"\"");
    match Computed::compile(formula.get_ref(), &needs, otherwise, scope) {
        Ok(computed) => {
            // Addresses on a sheet are at most ten characters, `$XFD$9999`.
            if too_long_for_a_cell(&computed.emit(&|_| "$AAA$99999".to_owned())) {
                context.fault("P10", formula.span().start, text::too_long(name));
            }
            Filled::Formula(Box::new(computed))
        }
        Err(refusal) => {
            context.refused(name, formula, formula.get_ref(), &refusal);
            Filled::Engine
        }
    }
}

fn options(list: &str, lists: &toml::Table, start: usize, context: &mut Context<'_>) -> Vec<String> {
    let Some(options) = lists.get(list).and_then(toml::Value::as_array) else {
        context.fault("P08", start, text::unknown_list(list));
        return Vec::new();
    };
    options.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
}
