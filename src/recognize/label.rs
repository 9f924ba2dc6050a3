//! Header labels → fields: each field once, what is surer before what is less so.

use super::span::{Span, leading};
use super::vocabulary::{BETWEEN_THINGS, ENDS_OF_LABELS, MARKS, OF_ANOTHER_PERIOD, TELLING};
use crate::location::CellRef;
use crate::period::Period;
use crate::plan::{Field, FieldKind, Table};
use crate::roster::on_form;
use crate::text::matching_key;
use std::collections::{BTreeSet, HashSet};
use strsim::levenshtein;

/// How well a label names a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The form's own label, or the field's bare name.
    Exact,
    /// Another spelling: an alias, or another unit in brackets.
    Other,
    /// The label names the period that is reported: 三季度进展情况 for 本期进展情况.
    Period,
    /// The label names something else beside the field: 进展情况及下步打算.
    Combined,
    /// One character or two are different, and no other field is as near.
    Near,
}

/// What stands over a column: one cell, or two or three one under the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The column.
    pub(super) col: u32,
    /// The lowest of its cells.
    pub(super) at: CellRef,
    /// The cells, from above.
    pub(super) parts: Vec<String>,
    /// In which ways it may be read.
    readings: Vec<Reading>,
    /// The times that what stands above it begins with, or that it is.
    spans: Vec<Span>,
}

/// One way of reading a label.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reading {
    /// The matching key.
    key: String,
    /// The time that it begins with, and the rest of the key.
    span: Option<(Span, String)>,
    /// What it names first, where it names several things.
    first: Option<Box<Reading>>,
}

/// A column of a head: what it was understood as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The column.
    pub col: u32,
    /// The cell of its label, the lowest where there are several.
    pub at: CellRef,
    /// The label as it stands there; `/` between the cells of one that is two or three rows high.
    pub label: String,
    /// The field, by slot.
    pub slot: usize,
    /// How well it fits.
    pub fit: Fit,
    /// The unit in the label's brackets, else in the note on money above the table, where it differs from the field's.
    pub unit: Option<String>,
    /// Whether the label names a unit at all.
    pub has_unit: bool,
}

/// The labels of a head.
#[derive(Debug, Clone, Default)]
pub(super) struct Matched {
    /// Columns that are fields.
    pub(super) columns: Vec<Labelled>,
    /// Columns that name a field which another column has.
    pub(super) repeated: Vec<Labelled>,
}

/// A table with its labels as they are compared.
pub(super) struct Names<'a> {
    /// The table.
    pub(super) table: &'a Table,
    /// The period that labels may name, where it is known.
    period: Option<Period>,
    fields: Vec<Name>,
}

struct Name {
    /// Whether it is a column of forms.
    on_form: bool,
    /// Whether it holds figures.
    is_number: bool,
    /// Whether it holds text that a unit writes.
    is_told: bool,
    bare: String,
    label: String,
    aliases: Vec<String>,
    unit: Option<String>,
}

impl<'a> Names<'a> {
    pub(super) fn of(table: &'a Table, period: Option<Period>) -> Self {
        let name = |field: &Field| Name {
            on_form: on_form(table, field),
            is_number: field.kind == FieldKind::Number,
            is_told: field.kind == FieldKind::Text && field.is_input(),
            bare: matching_key(&field.name),
            label: matching_key(&field.label()),
            aliases: field.aliases.iter().map(|alias| matching_key(alias)).collect(),
            unit: field.unit.as_ref().map(|unit| matching_key(unit)),
        };
        Self { table, period, fields: table.fields.iter().map(name).collect() }
    }

    /// All labels of the table's columns, with and without their units.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        let names = self.fields.iter().filter(|name| name.on_form);
        names.flat_map(|name| [&name.bare, &name.label].into_iter().chain(&name.aliases).map(String::as_str))
    }

    /// Whether some label names one of these fields for sure. Asked first, since matching everything takes time.
    pub(super) fn names_one(&self, slots: &[usize], labels: &[Label]) -> bool {
        let names = || slots.iter().filter_map(|slot| self.fields.get(*slot));
        let mut readings = labels.iter().flat_map(|label| &label.readings);
        readings.any(|reading| names().any(|name| name.fits(&reading.key).is_some()))
    }

    /// Which fields a row of labels names: exact labels before others, others before near ones, a label that is read
    /// with what stands above it before one that is read alone, left before right.
    pub(super) fn matched(&self, labels: &[Label]) -> Matched {
        let longest = labels.iter().map(|label| label.readings.len()).max().unwrap_or(0);
        let mut done: BTreeSet<u32> = BTreeSet::new();
        let mut found = Matched::default();
        for fit in [Fit::Exact, Fit::Other, Fit::Period, Fit::Combined, Fit::Near] {
            // A head is not made of near labels alone.
            if fit == Fit::Near && found.columns.is_empty() {
                break;
            }
            for depth in 0..longest {
                for label in labels {
                    let Some(reading) = label.readings.get(depth).filter(|_| !done.contains(&label.col)) else {
                        continue;
                    };
                    let slots = self.slots(reading, fit);
                    // A label that is a field of another period by what stands above it is not this period's.
                    let slots: Vec<usize> = slots.into_iter().filter(|slot| !self.is_otherwise(label, *slot)).collect();
                    let free = slots.iter().find(|slot| found.columns.iter().all(|known| known.slot != **slot));
                    let sure = matches!(fit, Fit::Exact | Fit::Other | Fit::Period);
                    if free.is_some() || (sure && !slots.is_empty()) {
                        done.insert(label.col);
                    }
                    match (free.or(slots.first()), free.is_some(), fit) {
                        (Some(slot), true, _) => found.columns.push(self.labelled(label, &reading.key, *slot, fit)),
                        (Some(slot), false, Fit::Exact | Fit::Other | Fit::Period) => {
                            found.repeated.push(self.labelled(label, &reading.key, *slot, fit));
                        }
                        (Some(_), false, Fit::Combined | Fit::Near) | (None, _, _) => {}
                    }
                }
            }
        }
        found
    }

    fn labelled(&self, label: &Label, reading: &str, slot: usize, fit: Fit) -> Labelled {
        let own = self.fields.get(slot).and_then(|name| name.unit.as_deref());
        // A unit above is that of all columns below it that name none.
        let above =
            || label.parts.iter().rev().map(|part| folded(part)).find_map(|part| Some(split_unit(&part).1?.to_owned()));
        let written = split_unit(reading).1.map(str::to_owned).or_else(above);
        let has_unit = written.is_some();
        let unit = written.filter(|written| own.is_some() && Some(written.as_str()) != own);
        Labelled { col: label.col, at: label.at, label: label.shown(), slot, fit, unit, has_unit }
    }

    fn slots(&self, reading: &Reading, fit: Fit) -> Vec<usize> {
        let key = reading.key.as_str();
        match fit {
            Fit::Exact | Fit::Other => {
                self.on_form().filter(|(_, name)| name.fits(key) == Some(fit)).map(|(slot, _)| slot).collect()
            }
            Fit::Period => reading.span.as_ref().map(|span| self.of_span(span)).unwrap_or_default(),
            Fit::Combined => {
                // What is named first has the column.
                let Some(first) = &reading.first else { return Vec::new() };
                let fits = [Fit::Exact, Fit::Other, Fit::Period];
                let slots = fits.into_iter().flat_map(|fit| self.slots(first, fit));
                slots.filter(|slot| self.fields.get(*slot).is_some_and(|name| name.is_told)).collect()
            }
            // What is said of another time is not near to what is said of this one.
            Fit::Near if reading.span.is_some() => Vec::new(),
            Fit::Near => {
                let bare = split_unit(key).0;
                let mut near: Vec<(usize, usize)> =
                    self.on_form().filter_map(|(slot, name)| Some((name.distance(bare)?, slot))).collect();
                near.sort_unstable();
                let is_alone = |first: usize| near.get(1).is_none_or(|(second, _)| *second > first);
                near.first().filter(|(first, _)| is_alone(*first)).map(|(_, slot)| *slot).into_iter().collect()
            }
        }
    }

    fn on_form(&self) -> impl Iterator<Item = (usize, &Name)> {
        self.fields.iter().enumerate().filter(|(_, name)| name.on_form)
    }

    /// The fields that a label may name that begins with a time: none where the time is not the period's.
    fn of_span(&self, (span, rest): &(Span, String)) -> Vec<usize> {
        let Some(period) = self.period else { return Vec::new() };
        let relation = span.of(period);
        let keys = relation.beginnings().iter().map(|beginning| format!("{beginning}{rest}"));
        let named = keys.flat_map(|key| {
            let fits = |name: &Name| name.fits(&key).is_some() && relation.fits(&name.bare, name.is_number, rest);
            self.on_form().filter(|(_, name)| fits(name)).map(|(slot, _)| slot).collect::<Vec<_>>()
        });
        named.take(1).collect()
    }

    /// Whether what stands above a label says another period than the field is of.
    fn is_otherwise(&self, label: &Label, slot: usize) -> bool {
        let said = label.parts.last().map_or("", String::as_str);
        let fits = |span: &Span, period: Period| {
            let field = self.fields.get(slot);
            field.is_none_or(|name| span.of(period).fits(&name.bare, name.is_number, said))
        };
        if self.period.is_some_and(|period| label.spans.iter().any(|span| !fits(span, period))) {
            return true;
        }
        let above = label.parts.split_last().map_or(&[][..], |(_, above)| above);
        let name = self.fields.get(slot).map_or("", |name| name.bare.as_str());
        let says = |word: &&&str| above.iter().any(|part| matching_key(part).contains(**word));
        OF_ANOTHER_PERIOD.iter().filter(says).any(|word| !name.contains(word))
    }
}

impl Name {
    fn fits(&self, key: &str) -> Option<Fit> {
        if key == self.bare || key == self.label {
            return Some(Fit::Exact);
        }
        let (bare, unit) = split_unit(key);
        let aliased = || self.aliases.iter().any(|alias| alias == bare || alias == key);
        // Brackets may hold a unit; anything else in them may change the meaning.
        ((bare == self.bare && unit.is_some()) || aliased()).then_some(Fit::Other)
    }

    /// How far a label is from the field's name or one of its aliases, where it is near.
    fn distance(&self, bare: &str) -> Option<usize> {
        std::iter::once(&self.bare).chain(&self.aliases).filter_map(|name| distance(name, bare)).min()
    }
}

/// The characters in which two labels differ, where they are few and none of them tells one field from another.
fn distance(name: &str, label: &str) -> Option<usize> {
    let (long, short) =
        (name.chars().count().max(label.chars().count()), name.chars().count().min(label.chars().count()));
    let allowed = if long >= 8 { 2 } else { 1 };
    if short < 4 || long - short > allowed {
        return None;
    }
    let from_start = name.chars().zip(label.chars()).take_while(|(a, b)| a == b).count();
    let from_end = name.chars().rev().zip(label.chars().rev()).take_while(|(a, b)| a == b).count();
    let from_end = from_end.min(short - from_start.min(short));
    let middle = |text: &str| {
        let kept = text.chars().count().saturating_sub(from_start + from_end);
        text.chars().skip(from_start).take(kept).collect::<String>()
    };
    let differs = middle(name) + &middle(label);
    let distance = levenshtein(name, label);
    (distance <= allowed && !differs.contains(TELLING)).then_some(distance)
}

impl Label {
    pub(super) fn new(col: u32, at: CellRef, parts: Vec<String>) -> Self {
        let keys: Vec<String> = parts.iter().map(|part| in_order(&folded(part))).collect();
        let lowest = keys.len().saturating_sub(1);
        let times = keys.iter().enumerate().filter_map(|(place, key)| Some((place, leading(key)?)));
        let spans = times.filter(|(place, (_, rest))| *place < lowest || rest.is_empty());
        let spans = spans.map(|(_, (span, _))| span).collect();
        Self { col, at, parts, readings: readings(&keys), spans }
    }

    /// As it stands there.
    pub(super) fn shown(&self) -> String {
        self.parts.join("/")
    }
}

impl Reading {
    fn of(key: String) -> Self {
        let span = leading(&key).map(|(span, rest)| (span, rest.to_owned())).filter(|(_, rest)| !rest.is_empty());
        let first = first_of_several(&key).map(|first| Box::new(Self::of(first.to_owned())));
        Self { key, span, first }
    }
}

/// A key with the time in its brackets before it: 进展情况(三季度) is 三季度进展情况.
fn in_order(key: &str) -> String {
    let (bare, bracket) = split_unit(key);
    let time = bracket.filter(|bracket| leading(bracket).is_some_and(|(_, rest)| rest.is_empty()));
    time.map_or_else(|| key.to_owned(), |time| format!("{time}{bare}"))
}

/// What a key names first that names several things.
fn first_of_several(key: &str) -> Option<&str> {
    let bare = split_unit(key).0;
    let ends = BETWEEN_THINGS.iter().filter_map(|word| bare.find(word));
    ends.min().filter(|end| *end > 0).and_then(|end| bare.get(..end))
}

/// In which ways it may be read: all together from above and from below, then the lower two, then the lowest
/// alone. A unit in the brackets of a part above is that of the whole.
fn readings(parts: &[String]) -> Vec<Reading> {
    let mut readings = Vec::new();
    for start in 0..parts.len() {
        let lower = parts.get(start..).unwrap_or_default();
        let unit = parts.iter().rev().find_map(|part| split_unit(part).1).filter(|_| parts.len() > 1);
        let whole = |bare: String| unit.map_or(bare.clone(), |unit| format!("{bare}({unit})"));
        let bare: Vec<&str> = lower.iter().map(|part| split_unit(part).0).collect();
        if let [only] = lower {
            readings.push(only.clone());
        }
        readings.push(whole(bare.concat()));
        readings.push(whole(bare.iter().rev().copied().collect()));
    }
    let mut seen = BTreeSet::new();
    readings.retain(|reading| seen.insert(reading.clone()));
    readings.into_iter().map(Reading::of).collect()
}

/// Whether a text is one of these labels, in whatever spelling but a near one.
pub(super) fn is_among(labels: &HashSet<&str>, label: &str) -> bool {
    let key = folded(label);
    labels.contains(key.as_str()) || labels.contains(split_unit(&key).0)
}

fn folded(label: &str) -> String {
    let key = matching_key(label).replace(MARKS, "");
    let bare = ENDS_OF_LABELS.iter().find_map(|end| key.strip_suffix(end));
    bare.map_or(key.clone(), str::to_owned)
}

fn split_unit(key: &str) -> (&str, Option<&str>) {
    let split = key.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    split.map_or((key, None), |(bare, unit)| (bare, Some(unit)))
}
