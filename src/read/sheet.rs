//! One sheet part → its grid: cells with their values and formulas, merges, hidden rows and columns.
//!
//! Refuses what is outside the grid, the string table or the limits. What a stored value means is for `values`.

use crate::location::CellRef;
use crate::read::shared::moved;
use crate::read::styles::NumberFormat;
use crate::read::values::{Kind, Tables};
use crate::read::workbook::is_true;
use crate::read::xml::{Tag, Xml, attribute, value_of};
use crate::read::{Defect, Grid, RawCell, address};
use crate::text::reading;
use crate::value::Value;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Reads a sheet part into the grid, which knows its name.
pub(super) fn load(xml: Xml<'_, '_>, grid: &mut Grid, tables: &Tables<'_>) -> Result<(), Defect> {
    let mut part = Part { xml, grid, tables, masters: HashMap::new(), text: String::new() };
    part.root()?;
    let (mut seen_data, mut columns, mut hidden) = (false, 0, Vec::new());
    loop {
        match part.xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "sheetData" if !seen_data => {
                    seen_data = true;
                    part.rows()?;
                }
                "col" if attribute(&start, "hidden").is_some_and(|hidden| is_true(&hidden)) => {
                    // An honest sheet speaks of a column once.
                    columns += 1;
                    let edge = |name| attribute(&start, name).and_then(|number| column(&number));
                    if let (Some(first), Some(last)) = (edge("min"), edge("max"))
                        && columns <= address::COLUMNS
                    {
                        hidden.resize(address::COLUMNS as usize, false);
                        hidden.get_mut(first..=last).unwrap_or_default().fill(true);
                    }
                }
                "mergeCell" => {
                    let place = attribute(&start, "ref").unwrap_or_default();
                    let range = address::range(&place).ok_or_else(|| outside(part.grid, &place))?;
                    part.xml.room().cell()?;
                    part.grid.merges.push(range);
                }
                // What an extension says of cells is not in words of ours.
                "extLst" => part.xml.skip()?,
                _ => {}
            },
            Tag::End => break,
            Tag::Close(_) | Tag::Between => {}
        }
    }
    grid.hidden_columns = (0..).zip(hidden).filter_map(|(column, is_hidden)| is_hidden.then_some(column)).collect();
    grid.hidden_rows.sort_unstable();
    grid.hidden_rows.dedup();
    grid.merges.sort_unstable();
    // Cells may be written in any order, but no two in one place.
    grid.cells.sort_by_key(|cell| cell.at);
    let next = grid.cells.iter().skip(1);
    match grid.cells.iter().zip(next).find(|(first, second)| first.at == second.at) {
        Some((twice, _)) => Err(Defect::Unsafe(reading::duplicate_cell(&grid.name, &twice.at.to_string()))),
        None => Ok(()),
    }
}

/// A column from zero, of a number from one; beyond the last column it is the last.
fn column(number: &str) -> Option<usize> {
    let last = address::COLUMNS as usize - 1;
    address::index(number).and_then(|number| number.checked_sub(1)).map(|column| column.min(last))
}

fn outside(grid: &Grid, address: &str) -> Defect {
    Defect::Unsafe(reading::outside_the_sheet(&grid.name, address))
}

/// A sheet part while it is read.
struct Part<'part, 'package, 'bytes> {
    xml: Xml<'package, 'bytes>,
    grid: &'part mut Grid,
    tables: &'part Tables<'part>,
    /// Where a shared formula was written out, and its text, by its group.
    masters: HashMap<String, (CellRef, String)>,
    /// The stored value of the cell that is being read.
    text: String,
}

/// The attributes of a cell.
struct Head {
    /// `None` where the cell does not say so.
    at: Option<CellRef>,
    style: usize,
    kind: Kind,
}

impl Part<'_, '_, '_> {
    /// The first element must be a sheet's: a reference that leads elsewhere is a loop or a forgery.
    fn root(&mut self) -> Result<(), Defect> {
        loop {
            match self.xml.next()? {
                Tag::Open(start)
                    if matches!(start.local_name().as_ref(), "worksheet" | "macrosheet" | "dialogsheet") =>
                {
                    return Ok(());
                }
                Tag::Open(_) | Tag::Close(_) | Tag::End => {
                    return Err(Defect::Unsafe(reading::not_a_sheet(&self.grid.name)));
                }
                Tag::Between => {}
            }
        }
    }

    /// The rows of `sheetData`, whose start was just read.
    fn rows(&mut self) -> Result<(), Defect> {
        // Where a cell stands that does not say so: after the one before it.
        let (mut row, mut column) = (0, 0);
        loop {
            match self.xml.next()? {
                Tag::Open(start) => match start.local_name().as_ref() {
                    "row" => {
                        let (mut number, mut hidden) = (None, false);
                        for attribute in start.attributes().with_checks(false).flatten() {
                            match attribute.key.local_name().as_ref() {
                                "r" => number = number.or_else(|| value_of(&attribute)),
                                "hidden" => hidden = value_of(&attribute).is_some_and(|hidden| is_true(&hidden)),
                                _ => {}
                            }
                        }
                        if let Some(number) = number {
                            row = address::row(&number).ok_or_else(|| outside(self.grid, &number))?;
                        }
                        if hidden && row < address::ROWS {
                            self.grid.hidden_rows.push(row);
                        }
                    }
                    "c" => {
                        let head = head(&start, self.grid)?;
                        let at = match head.at {
                            Some(at) => at,
                            None if row < address::ROWS && column < address::COLUMNS => CellRef::new(row, column),
                            None => return Err(outside(self.grid, "")),
                        };
                        column = at.col + 1;
                        self.cell(at, &head)?;
                    }
                    _ => self.xml.skip()?,
                },
                Tag::Close(end) if end.local_name().as_ref() == "row" => {
                    row = row.saturating_add(1);
                    column = 0;
                }
                Tag::Close(_) | Tag::End => return Ok(()),
                Tag::Between => {}
            }
        }
    }

    /// The cell whose start was just read.
    fn cell(&mut self, at: CellRef, head: &Head) -> Result<(), Defect> {
        let (mut kind, mut formula, mut stored) = (head.kind, None, false);
        self.text.clear();
        loop {
            match self.xml.next()? {
                Tag::Open(start) => match start.local_name().as_ref() {
                    // Beside a text of its own a cell's stored value says nothing.
                    "v" if kind != Kind::Inline => {
                        self.text.clear();
                        self.xml.content_into(&mut self.text)?;
                        // An empty text is a value that was stored; an empty number is none.
                        stored = kind == Kind::Text || !self.text.is_empty();
                    }
                    "is" => {
                        self.text = self.xml.string_item()?;
                        (kind, stored) = (Kind::Inline, true);
                    }
                    "f" => {
                        let group = (attribute(&start, "t").as_deref() == Some("shared"))
                            .then(|| attribute(&start, "si").unwrap_or_default().into_owned());
                        let text = self.xml.content()?;
                        formula = Some(match group {
                            Some(group) => self.shared(group, at, text)?,
                            None => text,
                        });
                    }
                    _ => self.xml.skip()?,
                },
                Tag::Close(_) | Tag::End => break,
                Tag::Between => {}
            }
        }
        if formula.is_none() && !stored {
            return Ok(());
        }
        let value = if stored { self.tables.value(kind, &self.text, head.style) } else { Some(Value::Blank) };
        let no_such = || Defect::Unsafe(reading::no_such_string(&self.grid.name, &at.to_string()));
        let value = value.ok_or_else(no_such)?;
        self.xml.room().cell()?;
        let text = if let Value::Text(text) = &value { text.len() } else { 0 };
        self.xml.room().text(text + formula.as_ref().map_or(0, String::len))?;
        // An empty text is nothing, a formula always something.
        if formula.is_some() || !value.is_blank() {
            let percent = self.tables.formats.get(head.style) == Some(&NumberFormat::Percent);
            self.grid.cells.push(RawCell { at, value, percent, formula, cached: stored });
        }
        Ok(())
    }

    /// The text of a shared formula at a cell: written out at the first, moved to the others.
    fn shared(&mut self, group: String, at: CellRef, text: String) -> Result<String, Defect> {
        if text.is_empty() {
            return Ok(self.masters.get(&group).map(|(from, text)| moved(text, *from, at)).unwrap_or_default());
        }
        self.xml.room().text(text.len())?;
        self.masters.insert(group, (at, text.clone()));
        Ok(text)
    }
}

fn head(start: &BytesStart<'_>, grid: &Grid) -> Result<Head, Defect> {
    let mut head = Head { at: None, style: 0, kind: Kind::Number };
    for attribute in start.attributes().with_checks(false).flatten() {
        let Some(value) = value_of(&attribute) else { continue };
        match attribute.key.local_name().as_ref() {
            "r" => head.at = Some(address::cell(&value).ok_or_else(|| outside(grid, &value))?),
            "s" => head.style = address::index(&value).unwrap_or(0),
            "t" => head.kind = Kind::of(&value),
            _ => {}
        }
    }
    Ok(head)
}
