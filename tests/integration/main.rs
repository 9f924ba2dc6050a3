//! The integration tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that fails may panic")]

/// What is refused and where, the two guards, what is emitted.
mod formulas;
