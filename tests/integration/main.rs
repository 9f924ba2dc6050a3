//! The integration tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

// The bytes a book becomes, looked at with an unzipper.
mod writing;
// Files on the disk: whole or not at all, and never over somebody else's.
mod saving;
// The oracle: what another spreadsheet program makes of our workbooks.
#[cfg(feature = "libreoffice")]
mod libreoffice;
