//! A process of its own for the formats whose reader may abort or never end: the program starts itself, hands it the bytes
//! and waits, for so long and no longer.
//!
//! On Unix the process limits its memory and its processor time itself before it reads; Windows has no such call
//! without unsafe code, so there only the time is limited.

use crate::read::{Defect, Limits, Source, read_apart, received, sent};
use crate::text::{cli, reading, run as text};
use anyhow::{Result, anyhow};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long reading one file may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How much memory the process may ask for.
const MEMORY: u64 = 1 << 30;

/// Reads in a process of its own what `source` could not. `program` is this program's own file.
pub(super) fn read(mut source: Source, bytes: Vec<u8>, program: &Path, limits: &Limits) -> Source {
    source.defects.clear();
    let spare = source.clone();
    let failed = |mut source: Source, defect: Defect| {
        source.defects.push(defect);
        source
    };
    let started = Command::new(program)
        .arg(cli::READ_APART)
        .args([limits.cells.to_string(), limits.sheets.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else { return failed(spare, Defect::Broken(text::NO_READER.to_owned())) };
    let answer = answer(&mut child, bytes, limits.inflated_bytes, PATIENCE);
    // Whether it ended or not: it is not needed any more.
    let _ = child.kill();
    let _ = child.wait();
    match answer {
        None => failed(spare, Defect::Unsafe(reading::too_slow(PATIENCE.as_secs()))),
        Some(answer) => received(source, &answer)
            .unwrap_or_else(|| failed(spare, Defect::Unsafe(reading::READER_FAILED.to_owned()))),
    }
}

/// What the process says; none where it took too long.
fn answer(child: &mut Child, bytes: Vec<u8>, longest: u64, patience: Duration) -> Option<Vec<u8>> {
    let (mut given, taken) = (child.stdin.take()?, child.stdout.take()?);
    // It may die before it has taken everything: then there is nothing to be said here. Both threads end when it does.
    std::thread::spawn(move || given.write_all(&bytes));
    let (said, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let mut answer = Vec::new();
        let whole = taken.take(longest).read_to_end(&mut answer);
        let _ = said.send(whole.map(|_| answer).unwrap_or_default());
    });
    heard.recv_timeout(patience).ok()
}

/// The other side: reads the bytes that come in and says what they hold. Called by the program itself only.
///
/// # Errors
/// Stdin or stdout went away.
pub fn read_from_stdin(limits: &Limits) -> Result<()> {
    limit_this_process().map_err(|_| anyhow!(text::NO_READER))?;
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    let answer = sent(&read_apart("", &bytes, limits));
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(&answer)?;
    stdout.flush()?;
    Ok(())
}

#[cfg(unix)]
fn limit_this_process() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |limit: u64| Rlimit { current: Some(limit), maximum: Some(limit) };
    // An abort shall leave no image of the memory behind, which holds what a department sent.
    setrlimit(Resource::Core, at_most(0))?;
    setrlimit(Resource::Cpu, at_most(PATIENCE.as_secs()))?;
    setrlimit(Resource::As, at_most(MEMORY))?;
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other platform's can fail")]
fn limit_this_process() -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::{answer, read};
    use crate::read::{Defect, Limits, read as read_bytes};
    use crate::text::{reading, run as text};
    use anyhow::{Result, ensure};
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    /// What a program says within half a second; an error where it was waited for longer.
    fn told(program: &str, arguments: &[&str], bytes: usize, longest: u64) -> Result<Option<Vec<u8>>> {
        let mut command = Command::new(program);
        let child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child?;
        let started = Instant::now();
        let said = answer(&mut child, vec![b'a'; bytes], longest, Duration::from_millis(500));
        let _ = child.kill();
        let _ = child.wait();
        ensure!(started.elapsed() < Duration::from_secs(5));
        Ok(said)
    }

    #[test]
    fn a_program_that_does_not_end_is_not_waited_for() -> Result<()> {
        assert_eq!(told("sleep", &["30"], 1, 100)?, None);
        // One that takes nothing of what it is given neither.
        assert_eq!(told("sleep", &["30"], 10_000_000, 100)?, None);
        Ok(())
    }

    #[test]
    fn what_a_program_says_is_heard_to_its_bound() -> Result<()> {
        assert_eq!(told("cat", &[], 10, 100)?, Some(vec![b'a'; 10]));
        assert_eq!(told("yes", &["b"], 10, 4)?, Some(b"b\nb\n".to_vec()));
        assert_eq!(told("true", &[], 10_000_000, 100)?, Some(Vec::new()));
        Ok(())
    }

    #[test]
    fn a_program_that_fails_or_is_not_there_is_said_of_the_file() {
        let defects = |program: &str| {
            let source = read_bytes("a.xls", b"", &Limits::default());
            read(source, Vec::new(), Path::new(program), &Limits::default()).defects
        };
        assert_eq!(defects("/bin/false"), [Defect::Unsafe(reading::READER_FAILED.to_owned())]);
        assert_eq!(defects("/none/such"), [Defect::Broken(text::NO_READER.to_owned())]);
    }
}
