//! The README's commands, typed as they stand there: what they print is what it says they print.

use std::path::Path;
use std::process::Command;

const README: &str = include_str!("../../README.md");

/// A command and the lines it is said to print.
type Transcript = (String, Vec<String>);

fn transcripts() -> Vec<Transcript> {
    let mut transcripts: Vec<Transcript> = Vec::new();
    for block in README.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match (line.strip_prefix("$ qingdan "), transcripts.last_mut()) {
                (Some(command), _) => transcripts.push((command.to_owned(), Vec::new())),
                (None, Some((_, lines))) => lines.push(line.to_owned()),
                (None, None) => panic!("a console block begins with a command: {line}"),
            }
        }
    }
    transcripts
}

/// Whether the printed lines are the said ones; `...` stands for any lines.
fn agrees(said: &[String], printed: &[&str]) -> bool {
    match said.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "..." => (0..=printed.len()).any(|skip| agrees(rest, &printed[skip..])),
        Some((first, rest)) => printed.first() == Some(&first.as_str()) && agrees(rest, &printed[1..]),
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(drop).unwrap() }
    }
}

#[test]
fn every_command_of_the_readme_prints_what_the_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"), &folder.path().join("samples"));
    let transcripts = transcripts();
    assert!(transcripts.len() >= 8, "the transcripts were found");
    for (command, said) in transcripts {
        let arguments = command.split_whitespace();
        let output = Command::new(env!("CARGO_BIN_EXE_qingdan")).current_dir(&folder).args(arguments).output().unwrap();
        let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let lines: Vec<&str> = printed.lines().collect();
        assert!(agrees(&said, &lines), "{command}\n{printed}");
    }
}

#[test]
fn the_main_command_for_a_newcomer_is_the_one_that_is_tested() {
    let main =
        "consolidate samples/2023Q3 --period 2023Q3 --previous samples/2023Q2汇总.xlsx -o 2023年第三季度汇总.xlsx";
    assert!(README.contains(&format!("cargo run --release -- {main}")));
    assert!(transcripts().iter().any(|(command, _)| command == main));
}
