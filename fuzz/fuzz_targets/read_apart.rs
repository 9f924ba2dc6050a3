//! Any bytes, given to the process that reads .xls, .xlsb and .ods: it ends in time, and what it says is whole or nothing.
//!
//! The reader there is calamine, whose panics are expected and stay in that process. It is not instrumented, so seeds
//! matter: the folder of the tests has some. `QINGDAN` names the program.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::read::{Limits, read, received};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The process limits its processor time to 15 seconds itself.
const LONGEST: Duration = Duration::from_secs(20);

fuzz_target!(|bytes: &[u8]| {
    let program = std::env::var_os("QINGDAN").unwrap_or_else(|| "target/release/qingdan".into());
    let started = Instant::now();
    let mut child = Command::new(program)
        .args(["read-apart", "10000", "16"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let mut given = child.stdin.take().unwrap();
    let bytes_given = bytes.to_vec();
    // It may end before it has taken everything.
    let giving = std::thread::spawn(move || given.write_all(&bytes_given));
    let mut answer = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut answer).unwrap();
    let ended = child.wait().unwrap();
    let _ = giving.join();
    assert!(started.elapsed() < LONGEST);
    if ended.success() {
        let source = received(read("x", b"", &Limits::default()), &answer).expect("what it says is whole");
        assert!(source.grids.iter().map(|grid| grid.cells.len()).sum::<usize>() <= 10_000);
    }
});
