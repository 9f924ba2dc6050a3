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
    let answer = answer(&mut child, bytes, limits.inflated_bytes);
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
fn answer(child: &mut Child, bytes: Vec<u8>, longest: u64) -> Option<Vec<u8>> {
    let (mut given, taken) = (child.stdin.take()?, child.stdout.take()?);
    // It may die before it has taken everything: then there is nothing to be said here. Both threads end when it does.
    std::thread::spawn(move || given.write_all(&bytes));
    let (said, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let mut answer = Vec::new();
        let whole = taken.take(longest).read_to_end(&mut answer);
        let _ = said.send(whole.map(|_| answer).unwrap_or_default());
    });
    heard.recv_timeout(PATIENCE).ok()
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
