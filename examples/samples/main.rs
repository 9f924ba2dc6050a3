//! Writes the sample returns to `samples/`: `cargo run --example samples`.

#![allow(clippy::print_stdout, reason = "it says what it wrote")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "the samples are made from the embedded plan, whose content is known"
)]

mod make;
mod own_plan;

use std::fs;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files = make::Samples::new().files();
    files.extend(own_plan::sample_files());
    for (name, bytes) in &files {
        let path = root.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)?;
    }
    println!("samples/：{}个文件", files.len());
    Ok(())
}
