//! The program: `qingdan`.

use std::process::ExitCode;

fn main() -> ExitCode {
    qingdan::cli::main(std::env::args_os())
}
