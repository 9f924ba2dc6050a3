//! qingdan (清单).

pub mod finding;
pub mod formula;
pub mod key;
pub mod location;
pub mod period;
pub mod read;
pub mod render;
pub mod text;
pub mod value;
