//! The integration tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

/// Packages made part by part, for what no library would write.
mod package;
/// Bytes → sources: every kind of file, honest and hostile.
mod reading;
/// Workbooks written as text, for all other tests.
mod workbook;
