//! qingdan (清单).

pub mod archive;
pub mod check;
pub mod finding;
pub mod formula;
pub mod key;
pub mod location;
pub mod normalize;
pub mod period;
pub mod plan;
pub mod read;
pub mod recognize;
pub mod render;
pub mod roster;
pub mod text;
pub mod value;
pub mod write;
