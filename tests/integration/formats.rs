//! Files of every kind through the program: what each is called, that none takes the others with it, and that none
//! keeps the program waiting.

mod damaged;
#[cfg(feature = "libreoffice")]
mod in_libreoffice;
mod kinds;
mod places;
mod texts;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long a file may keep the program (issue 4: “each end within 20 s”).
const LONGEST: Duration = Duration::from_secs(20);
/// The return that lies beside the others.
const GOOD: &str = "区商务局.xlsx";

/// A return of 2023Q3.
fn sample(unit: &str) -> Vec<u8> {
    let file = format!("samples/2023Q3/{unit}_2023Q3_填报表.xlsx");
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The 重点任务攻坚表 of 七都街道 as `LibreOffice` 7.4 saves it, without cover, formulas and formats: 4 + 7 rows.
const XLS: &[u8] = include_bytes!("formats/七都街道.xls");
/// The same as `OpenDocument`.
const ODS: &[u8] = include_bytes!("formats/七都街道.ods");
/// The same as a binary workbook, by pyxlsbwriter 0.1.0 (MIT).
const XLSB: &[u8] = include_bytes!("formats/七都街道.xlsb");

/// A folder 来件 with the good return in it.
struct Inbox(tempfile::TempDir);

impl Inbox {
    fn new() -> Self {
        let inbox = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(inbox.path("")).unwrap();
        inbox.put(GOOD, &sample("区商务局"));
        inbox
    }

    fn with(files: &[(&str, &[u8])]) -> Self {
        let inbox = Self::new();
        for (name, bytes) in files {
            inbox.put(name, bytes);
        }
        inbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("来件").join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// What the program says of the folder, in time; the good return is accepted and consolidated whatever lies beside it.
    fn checked(&self) -> Said {
        let output = in_time(self.0.path(), &["check", "来件", "--period", "2023Q3", "--format", "json"]);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        let said = Said(serde_json::from_slice(&output.stdout).unwrap());
        assert_eq!(said.status(GOOD), "accepted");
        // DOMAIN.md: 9 indicators and 17 measures are asked of it.
        let returned = |table: &str| {
            let all = said.0["reconciliation"]["by"].as_array().unwrap();
            all.iter().find(|line| line["unit"] == "区商务局" && line["table"] == table).unwrap()["returned"].clone()
        };
        assert_eq!((returned("主要指标进度表"), returned("重点任务攻坚表")), (9.into(), 17.into()));
        said
    }
}

/// Runs the program, which must end in time.
fn in_time(folder: &Path, arguments: &[&str]) -> Output {
    let started = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let id = child.id();
    let (ended, end) = std::sync::mpsc::channel::<()>();
    // A program that waits for ever would let the test wait for ever.
    let guard = std::thread::spawn(move || {
        if end.recv_timeout(LONGEST * 3).is_err_and(|error| error == std::sync::mpsc::RecvTimeoutError::Timeout) {
            let _ = Command::new("kill").arg(id.to_string()).status();
        }
    });
    let output = child.wait_with_output().unwrap();
    drop(ended);
    guard.join().unwrap();
    assert!(started.elapsed() < LONGEST, "took {:?}", started.elapsed());
    output
}

/// What the program said, as JSON.
struct Said(Value);

impl Said {
    fn status(&self, name: &str) -> String {
        let path = format!("来件/{name}");
        let files = self.0["files"].as_array().unwrap();
        let file = files.iter().find(|file| file["path"] == path);
        file.unwrap_or_else(|| panic!("nothing is said of {name}"))["status"].as_str().unwrap().to_owned()
    }

    /// Code, message and hint of each finding about a file.
    fn of(&self, name: &str) -> Vec<(String, String, String)> {
        let path = format!("来件/{name}");
        let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let all = self.0["findings"].as_array().unwrap().iter().filter(|finding| finding["path"] == path);
        all.map(|finding| (text(finding, "code"), text(finding, "message"), text(finding, "hint"))).collect()
    }

    /// The only finding about a file that is refused.
    fn refusal(&self, name: &str) -> (String, String, String) {
        let all = self.of(name);
        assert_eq!((self.status(name).as_str(), all.len()), ("refused", 1), "{name}: {all:?}");
        all[0].clone()
    }

    fn codes(&self, name: &str) -> Vec<String> {
        self.of(name).into_iter().map(|(code, ..)| code).collect()
    }
}

#[test]
fn an_xls_an_xlsb_and_an_ods_are_read_as_the_workbook_they_were_saved_from() {
    let inbox = Inbox::new();
    inbox.put("七都街道.xlsx", &sample("七都街道"));
    let figures = |said: &Said| {
        let all = said.0["reconciliation"]["by"].as_array().unwrap();
        all.iter().find(|line| line["unit"] == "七都街道").unwrap().clone()
    };
    let workbook = figures(&inbox.checked());
    assert_eq!(workbook["returned"], 7);
    std::fs::remove_file(inbox.path("七都街道.xlsx")).unwrap();
    for (name, bytes) in [("七都街道.xls", XLS), ("七都街道.et", XLS), ("七都街道.ods", ODS), ("七都街道.xlsb", XLSB)]
    {
        inbox.put(name, bytes);
        let said = inbox.checked();
        assert_eq!(figures(&said), workbook, "{name}");
        // It has neither a stamp nor a cover; its sheet is called as the file was.
        assert_eq!(said.codes(name), ["F02", "F04", "F08", "S04"], "{name}");
        let (_, message, _) = said.of(name).remove(0);
        assert!(message.contains("已照常读取；此格式的批注、隐藏的行列和百分比格式读不到"), "{message}");
        std::fs::remove_file(inbox.path(name)).unwrap();
    }
}
