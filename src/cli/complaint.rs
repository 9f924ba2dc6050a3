//! Wrong use, said in one Chinese sentence; clap's own sentences are English.

use crate::text::cli as text;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::Write;
use std::process::ExitCode;

/// Prints help or version to stdout, or a sentence about wrong use to stderr.
pub(super) fn answer(error: &clap::Error) -> ExitCode {
    let kind = error.kind();
    if matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(std::io::stderr(), "{}", text::failed(&sentence(error)));
    ExitCode::from(2)
}

fn sentence(error: &clap::Error) -> String {
    let argument = said(error, ContextKind::InvalidArg);
    let value = said(error, ContextKind::InvalidValue);
    let subcommand = said(error, ContextKind::InvalidSubcommand);
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(|kind| said(error, kind))
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => text::unknown_argument(&argument, &suggestion),
        ErrorKind::InvalidSubcommand => text::unknown_command(&subcommand, &suggestion),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            text::NO_COMMAND.to_owned()
        }
        ErrorKind::MissingRequiredArgument => text::missing_argument(&argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            if value.is_empty() {
                text::missing_value(&argument)
            } else {
                text::bad_value(&argument, &value)
            }
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            text::missing_value(&argument)
        }
        ErrorKind::ArgumentConflict | ErrorKind::TooManyValues => text::used_twice(&argument),
        ErrorKind::InvalidUtf8
        | ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => text::WRONG_USE.to_owned(),
    }
}

fn said(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    }
}
