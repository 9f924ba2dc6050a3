//! The command line: what can be asked, in Chinese. Every option is turned into plain data for `run`.
//!
//! The only room that knows clap.

mod arguments;
mod complaint;

use crate::period::Period;
use crate::read::Limits;
use crate::render::official::Readers;
use crate::report::Paint;
use crate::run::{self, Check, Consolidate, Diff, Form, Format, Options, Outcome, Returning, Rules};
use crate::text::cli as text;
use anyhow::{Context, Result};
use arguments::{Cli, Color, Command, OutputFormat, PlanCommand, Returns, RulesFormat};
use clap::{CommandFactory, Parser};
use jiff::civil::Date;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Runs the program on its arguments. Exit code 0: nothing wrong; 1: findings of severity 错误; 2: the work
/// could not be done, and one sentence on stderr says why.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return complaint::answer(&error),
    };
    match dispatch(cli) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{}", text::failed(&format!("{error:#}")));
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: Cli) -> Result<Outcome> {
    let options = options(&cli)?;
    match cli.command {
        Command::Form { units, period, previous, output } => {
            run::form(&Form { units, period: run::period(&period)?, previous, output }, &options)
        }
        Command::Check { returns, format, output, verbose } => {
            let (period, Returns { paths, previous, .. }) = (asked(&returns)?, returns);
            run::check(&Check { paths, period, previous, format: format.into(), output, verbose }, &options)
        }
        Command::Consolidate { paths, period, previous, output, bulletin, records, returns, circulate, format } => {
            let readers = if circulate { Readers::Units } else { Readers::Office };
            let (period, format) = (run::period(&period)?, format.into());
            run::consolidate(
                &Consolidate { paths, period, previous, output, bulletin, records, returned: returns, readers, format },
                &options,
            )
        }
        Command::Return { returns, output } => {
            let (period, Returns { paths, previous, .. }) = (asked(&returns)?, returns);
            run::return_copies(&Returning { paths, period, previous, output }, &options)
        }
        Command::Plan { command: PlanCommand::Show { format } } => run::plan_show(format.into(), &options),
        Command::Plan { command: PlanCommand::Check } => run::plan_check(&options),
        Command::Plan { command: PlanCommand::Export { file } } => run::plan_export(&file, &options),
        Command::Plan { command: PlanCommand::Import { file, output } } => {
            run::plan_import(&file, output.as_deref(), &options)
        }
        Command::Rules { code, format, output } => run::rules(&Rules { code, format: format.into(), output }, &options),
        Command::Diff { old, new, format } => run::diff(&Diff { old, new, format: format.into() }, &options),
        Command::ReadApart { cells, sheets } => {
            run::read_from_stdin(&Limits { cells, sheets, ..Limits::default() })?;
            Ok(Outcome::Clean)
        }
        Command::Init { folder } => run::init(&folder, &options),
        Command::Completions { shell } => {
            // Into memory first: generating straight to a reader that goes away panics.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "qingdan", &mut script);
            run::completions(&String::from_utf8_lossy(&script))
        }
    }
}

/// The period that was asked for, if any.
fn asked(returns: &Returns) -> Result<Option<Period>> {
    returns.period.as_deref().map(run::period).transpose()
}

fn options(cli: &Cli) -> Result<Options> {
    let colored = match cli.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stdout().is_terminal(),
    };
    let printed_on =
        cli.date.as_deref().map(|day| day.parse::<Date>().with_context(|| text::not_a_day(day))).transpose()?;
    Ok(Options {
        plan: cli.plan.clone(),
        jobs: cli.jobs,
        quiet: cli.quiet,
        paint: if colored { Paint::Colored } else { Paint::Plain },
        force: cli.force,
        printed_on,
        program: std::env::current_exe().ok(),
    })
}

impl From<OutputFormat> for Format {
    fn from(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Text => Self::Text,
            OutputFormat::Json => Self::Json,
        }
    }
}

impl From<RulesFormat> for run::RulesFormat {
    fn from(format: RulesFormat) -> Self {
        match format {
            RulesFormat::Text => Self::Text,
            RulesFormat::Json => Self::Json,
            RulesFormat::Markdown => Self::Markdown,
        }
    }
}
