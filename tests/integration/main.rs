//! The integration tests: one binary, a line per module saying what belongs there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

/// The invariants of the crate docs, read off the source.
mod architecture;
/// 季度通报, 月度专报, 年度评估: every figure against the tables; templates that are edited or broken.
mod bulletin;
/// A small generator.
mod dice;
/// Files of every kind and state, through the program.
mod formats;
/// The forms that are handed out.
mod forms;
/// The formula language: refusals, guards, emission, and that nothing panics.
mod formulas;
/// The formula language against another spreadsheet program.
#[cfg(feature = "libreoffice")]
mod formulas_in_libreoffice;
/// The league: twelve units with every special case, calculated by hand.
mod league;
mod letter;
/// The oracle: what another spreadsheet program makes of our workbooks.
#[cfg(feature = "libreoffice")]
mod libreoffice;
/// One cell and its field → a value, a receipt, a fault.
mod normalizing;
/// The quarter workbook: sheets, figures, formulas, looks.
mod official;
/// Packages made part by part, for what no library would write.
mod package;
/// The plan of 2023 against the document it was typed from.
mod plan;
/// What a plan must not say, each fault at its place.
mod plan_faults;
/// The plan as a workbook: there and back, and mistakes in it.
mod plan_workbook;
/// The program from outside: exit codes, sentences, same bytes.
mod program;
/// Bytes → sources: every kind of file, honest and hostile.
mod reading;
/// The README, typed as it stands.
mod readme;
/// Source + plan → a return: forms as departments deform them.
mod recognizing;
mod records;
/// Copies that go back to the units, and what is sent to the others.
mod returned;
/// In no row of what we write is a text cut.
#[cfg(feature = "libreoffice")]
mod rows_fit;
/// The rule book: text, JSON, workbook, README, forms.
mod rule_book;
/// The rules: what each objects to, where, and what it leaves alone.
mod rules;
/// The committed samples, and what the engine says of them.
mod samples;
/// Files on the disk: whole or not at all, and never over somebody else's.
mod saving;
/// Quarters in which every unit tells the truth: nobody is objected to.
mod truthful;
/// Workbooks written as text, for all other tests.
mod workbook;
/// The bytes a book becomes, looked at with an unzipper.
mod writing;
/// A year of four quarters, each run on the one before.
mod year;
