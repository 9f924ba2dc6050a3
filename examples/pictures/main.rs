//! Makes pictures of every page that is printed, to be looked at: `cargo run --example pictures -- FOLDER`.
//!
//! Of the samples and of a stress case (`stress.rs`): the quarter workbook, the copy for all units, the bulletin, the forms
//! of a department, a street office and the office; of the samples with problems also the returned copies. The workbooks
//! and letters are left beside the pictures. `soffice` (calc and writer), `pdftoppm` and the font Carlito must be installed:
//! widths of columns are counted in digits of Calibri, and with a wider font in its place every column is wider, every
//! page smaller. Without the official fonts others stand in for them, so that lines may be fewer or shorter than on the
//! office's machine. `LibreOffice` 7.4 draws the trends (走势) on the screen only, not on pages.

#![allow(clippy::print_stdout, reason = "it says what it wrote")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "the samples are made from the embedded plan, whose content is known"
)]

#[expect(dead_code, reason = "the stress case needs only what makes an honest return")]
#[path = "../samples/make.rs"]
mod make;
mod stress;

use anyhow::{Context, Result, ensure};
use qingdan::render::official::Readers;
use qingdan::report::Paint;
use qingdan::run::{Consolidate, Form, Format, Options, consolidate, form};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whose forms are looked at.
const UNITS: [&str; 3] = ["区发改局", "五马街道", "专班办公室"];
/// Pixels to an inch.
const RESOLUTION: &str = "70";

fn main() -> Result<()> {
    let folder = std::path::absolute(std::env::args().nth(1).context("a folder for the pictures")?)?;
    fs::create_dir_all(&folder)?;
    // The workbooks name the returns as they were given; an absolute path would be longer than any the office gives.
    std::env::set_current_dir(env!("CARGO_MANIFEST_DIR"))?;
    let samples = Path::new("samples");
    let before = samples.join("2023Q2汇总.xlsx");
    let options = options(None);
    quarter(&folder.join("样例汇总.xlsx"), &samples.join("2023Q3"), Some(&before), Readers::Office, &options)?;
    quarter(&folder.join("样例印发.xlsx"), &samples.join("2023Q3"), Some(&before), Readers::Units, &options)?;
    quarter(&folder.join("问题汇总.xlsx"), &samples.join("问题示例"), None, Readers::Office, &options)?;
    forms(&folder.join("样例填报表"), Some(before), &options)?;

    std::env::set_current_dir(&folder)?;
    let (plan, returns) = stress::write(Path::new("极限"))?;
    let options = self::options(Some(plan));
    quarter(&folder.join("极限汇总.xlsx"), &returns, None, Readers::Office, &options)?;
    forms(&folder.join("极限填报表"), None, &options)?;
    draw(&folder)
}

fn options(plan: Option<PathBuf>) -> Options {
    Options { plan, jobs: None, quiet: true, paint: Paint::Plain, force: true, printed_on: None, program: None }
}

fn quarter(output: &Path, returns: &Path, previous: Option<&Path>, readers: Readers, options: &Options) -> Result<()> {
    let job = Consolidate {
        paths: vec![returns.to_path_buf()],
        period: qingdan::run::period("2023Q3")?,
        previous: previous.map(Path::to_path_buf),
        output: Some(output.to_path_buf()),
        bulletin: Some(output.with_file_name(format!("{}通报.docx", output.file_stem().context("a name")?.display()))),
        records: None,
        returned: Some(output.with_extension("退回")),
        readers,
        format: Format::Text,
    };
    consolidate(&job, options)?;
    Ok(())
}

fn forms(folder: &Path, previous: Option<PathBuf>, options: &Options) -> Result<()> {
    let job = Form {
        units: UNITS.map(str::to_owned).to_vec(),
        period: qingdan::run::period("2023Q3")?,
        previous,
        output: Some(folder.to_path_buf()),
    };
    form(&job, options)?;
    Ok(())
}

/// Workbook → PDF → a picture of each page, in a folder of the workbook's name.
fn draw(folder: &Path) -> Result<()> {
    let mut books = Vec::new();
    let below = ["", "样例填报表", "极限填报表", "问题汇总.退回"].map(|name| folder.join(name));
    for below in below {
        for entry in fs::read_dir(below)? {
            let path = entry?.path();
            if path.extension().is_some_and(|suffix| suffix == "xlsx" || suffix == "docx") {
                books.push(path);
            }
        }
    }
    books.sort();
    let profile = tempfile::tempdir()?;
    for book in books {
        let pages = book.with_extension("");
        // Pictures of an earlier run would be taken for pages of this one.
        if pages.exists() {
            fs::remove_dir_all(&pages)?;
        }
        fs::create_dir_all(&pages)?;
        run(Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
            .args(["--headless", "--norestore", "--convert-to", "pdf", "--outdir"])
            .arg(&pages)
            .arg(&book))?;
        let pdf = pages.join(book.file_name().context("a name")?).with_extension("pdf");
        run(Command::new("pdftoppm").args(["-r", RESOLUTION, "-png"]).arg(&pdf).arg(pages.join("页")))?;
        println!("{}：{}页", book.display(), fs::read_dir(&pages)?.count() - 1);
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
