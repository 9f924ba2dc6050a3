//! Which row of the plan a row is: by its code, else by what it is about; never by its place.

use super::Found;
use super::head::{Head, title_slot};
use super::vocabulary::DISTINGUISHING;
use crate::key::{RowKey, TableId};
use crate::normalize::{Fault, entry, shown};
use crate::plan::{Listed, Plan, Role, Table};
use crate::read::RawCell;
use crate::text::matching_key;
use crate::value::count;
use std::collections::{BTreeMap, BTreeSet};
use strsim::{levenshtein, normalized_levenshtein};

/// Two texts are near from here on, 0 to 1.
const NEAR: f64 = 0.85;
/// And no other text may be nearer than so much less.
const APART: f64 = 0.1;
/// Near texts are looked for among so many rows at most: no list is as long, and comparing takes time.
const MOST: usize = 1000;
/// How near a short name is that differs in little, 0 to 1; two of them are never told apart.
const ALMOST: f64 = 0.95;
/// Names of fewer letters are words, in which one letter makes another.
const SHORT: usize = 4;
/// In names of so many letters two may differ.
const LONGISH: usize = 8;
/// Longer texts are no names.
const LONG: usize = 24;
/// A last word has so many letters at most.
const LAST_WORD: usize = 4;
/// A text that is cut off must have so many letters for the rest to be guessed.
const CUT_OFF: usize = 10;

/// By what a table's rows are known: what the plan lists, and what stands on the sheet.
pub(super) struct Known<'a> {
    plan: &'a Plan,
    table: &'a Table,
    listed: Vec<Row<'a>>,
    /// What its rows are about, as letters.
    titles: BTreeSet<String>,
}

/// A row that the plan lists.
struct Row<'a> {
    code: &'a RowKey,
    /// Its code as a matching key.
    key: String,
    /// Its code however it may be typed; none where another row's code is the same then.
    bare: Option<String>,
    /// What it is about, as letters.
    title: String,
    /// Whether its code stands nowhere on the sheet: a copy of a row that has its code elsewhere is another row.
    free: bool,
}

impl<'a> Known<'a> {
    /// The office's verdicts are about the measures, its adjusted targets about indicators and projects.
    pub(super) fn of(table: &'a Table, head: &Head<'_>, plan: &'a Plan, cells: &[&RawCell]) -> Self {
        let about: Vec<TableId> = if table.id == TableId::Verdicts {
            vec![TableId::Tasks]
        } else if table.id == TableId::Targets {
            vec![TableId::Indicators, TableId::Projects]
        } else {
            vec![table.id]
        };
        let below = |slot: Option<usize>| {
            let col = slot.and_then(|slot| head.column(slot)).map(|column| column.col);
            cells.iter().filter(move |cell| cell.at.row > head.bottom && Some(cell.at.col) == col)
        };
        let codes: BTreeSet<String> = below(table.slot(Role::Key)).map(|cell| matching_key(&shown(cell))).collect();
        let typed: BTreeSet<String> = codes.iter().map(|code| bare_code(code)).collect();
        let rows = || about.iter().flat_map(|about| plan.listed(*about));
        let mut bare_codes: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows() {
            *bare_codes.entry(bare_code(&matching_key(&row.code.0))).or_default() += 1;
        }
        let listed = rows().map(|Listed { code, title, .. }| {
            let key = matching_key(&code.0);
            let bare = Some(bare_code(&key)).filter(|bare| bare_codes.get(bare) == Some(&1));
            let stands = codes.contains(&key) || bare.as_ref().is_some_and(|bare| typed.contains(bare));
            Row { code, title: letters(title), free: !stands, key, bare }
        });
        Self {
            plan,
            table,
            listed: listed.collect(),
            titles: below(title_slot(table)).map(|cell| letters(&shown(cell))).collect(),
        }
    }

    /// The row's code, and how the plan's row was found; `None` there where the plan does not list it. A code that
    /// the plan knows is taken in the plan's spelling.
    pub(super) fn key(&self, head: &Head<'_>, cells: &[&RawCell]) -> Option<(RowKey, Option<Found>)> {
        let cell_of = |slot: usize| {
            let column = head.column(slot)?;
            cells.iter().find(|cell| cell.at.col == column.col)
        };
        let written = self.table.slot(Role::Key).and_then(|slot| {
            let read = entry(cell_of(slot)?, self.table, slot, None, self.plan, None)?;
            let text = match read.fault {
                // A dash is no code.
                Some(Fault::Ditto) => String::new(),
                Some(_) => read.raw,
                None => read.value.shown(),
            };
            Some(text.trim().to_owned()).filter(|text| !text.is_empty())
        });
        let folded = written.as_deref().map(matching_key);
        let bare = folded.as_deref().map(bare_code);
        let by_code = self.listed.iter().find(|row| Some(&row.key) == folded.as_ref());
        let typed_otherwise = || self.listed.iter().find(|row| row.bare.is_some() && row.bare == bare);
        if let Some(row) = by_code.or_else(typed_otherwise) {
            return Some((row.code.clone(), Some(Found::Code)));
        }
        let about = title_slot(self.table).and_then(cell_of).map(|cell| letters(&shown(cell)));
        let about = about.filter(|about| !about.is_empty());
        let found = about.and_then(|about| self.equal(&about).or_else(|| self.near(&about)));
        match found {
            Some((code, found)) => Some((code.clone(), Some(found))),
            None => Some((RowKey(self.issue_code(written?)), None)),
        }
    }

    /// A code of the ledger however it was typed: the office, its units and the period before mean one issue by it.
    fn issue_code(&self, written: String) -> String {
        if self.table.id == TableId::CloseOut { matching_key(&written).to_uppercase() } else { written }
    }

    fn free(&self) -> impl Iterator<Item = (&RowKey, &str)> {
        self.listed.iter().filter(|row| row.free).map(|row| (row.code, row.title.as_str()))
    }

    fn equal(&self, about: &str) -> Option<(&RowKey, Found)> {
        let mut same = self.free().filter(|(_, title)| *title == about);
        same.next().filter(|_| same.next().is_none()).map(|(code, _)| (code, Found::Text))
    }

    /// The one row whose text is near, or goes on where this one is cut off. Short names may differ in less, and not in
    /// what tells two things of one name apart. A row that stands on the sheet word for word is not meant by another.
    fn near(&self, about: &str) -> Option<(&RowKey, Found)> {
        if self.titles.len() > MOST {
            return None;
        }
        let length = about.chars().count();
        let cut_off = |title: &str| length >= CUT_OFF && title.starts_with(about);
        let likeness = |title: &str| {
            let other = title.chars().count();
            // Texts of very different length are never near, and comparing long ones takes time.
            let comparable = count(length.min(other)) >= NEAR * count(length.max(other));
            let names = length.max(other) <= LONG;
            let apart = names && tells_apart(&difference(about, title));
            if cut_off(title) {
                1.0
            } else if names && !apart && is_almost(about, title) {
                ALMOST
            } else if comparable && !apart {
                normalized_levenshtein(about, title)
            } else {
                0.0
            }
        };
        let open = self.free().filter(|(_, title)| !self.titles.contains(*title));
        let mut scored: Vec<(f64, &RowKey)> = open.map(|(code, title)| (likeness(title), code)).collect();
        scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let (best, code) = *scored.first()?;
        let second = scored.get(1).map_or(0.0, |(score, _)| *score);
        (best >= NEAR && best - second >= APART).then_some((code, Found::Near))
    }
}

/// The characters in which two names differ, from the first to the last that does.
fn difference(about: &str, title: &str) -> String {
    let short = about.chars().count().min(title.chars().count());
    let from_start = about.chars().zip(title.chars()).take_while(|(a, b)| a == b).count();
    let from_end = about.chars().rev().zip(title.chars().rev()).take_while(|(a, b)| a == b).count();
    let from_end = from_end.min(short - from_start);
    let middle = |text: &str| -> String {
        let kept = text.chars().count().saturating_sub(from_start + from_end);
        text.chars().skip(from_start).take(kept).collect()
    };
    middle(about) + &middle(title)
}

/// Whether two things of one name are told apart by these characters: 一期, 东.
fn tells_apart(differs: &str) -> bool {
    differs.contains(|c: char| c.is_ascii_digit() || DISTINGUISHING.contains(&c))
}

/// Whether a short name is another but for its last word, or but for a character or two.
fn is_almost(about: &str, title: &str) -> bool {
    let (one, other) = (about.chars().count(), title.chars().count());
    let (short, long) = (one.min(other), one.max(other));
    if short < SHORT {
        return false;
    }
    let lacks_a_word = long - short <= LAST_WORD && (about.starts_with(title) || title.starts_with(about));
    let allowed = if short >= LONGISH { 2 } else { 1 };
    lacks_a_word || levenshtein(about, title) <= allowed
}

/// A code without what people put around and into it: 1.1、 (1.1) XM-01 XM1.
fn bare_code(key: &str) -> String {
    let key = key.replace(['—', '–', '−', '_'], "-").replace('。', ".");
    let key = key.trim_matches(|c: char| !c.is_alphanumeric());
    let letters: String = key.chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = key.strip_prefix(letters.as_str()).unwrap_or(key);
    if letters.is_empty() {
        return rest.to_owned();
    }
    format!("{letters}{}", rest.trim_start_matches(['-', '.', '0']))
}

/// A text without its punctuation, which differs from copy to copy.
fn letters(text: &str) -> String {
    matching_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
