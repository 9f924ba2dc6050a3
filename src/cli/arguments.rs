//! Commands and options as clap sees them; their wording stands in `text::cli`.

use crate::text::cli as text;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The program.
#[derive(Debug, Parser)]
#[command(
    name = "qingdan",
    version,
    about = text::ABOUT,
    help_template = text::TEMPLATE,
    subcommand_help_heading = text::COMMANDS,
    subcommand_value_name = text::COMMAND,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_required = true
)]
#[command(next_help_heading = text::OPTIONS)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[arg(long, global = true, value_name = text::PLAN_VALUE, help = text::PLAN)]
    pub(super) plan: Option<PathBuf>,
    #[arg(long, global = true, value_name = text::COUNT, help = text::JOBS)]
    pub(super) jobs: Option<usize>,
    #[arg(long, global = true, help = text::QUIET)]
    pub(super) quiet: bool,
    #[arg(long, global = true, value_name = "auto|always|never", default_value = "auto", help = text::COLOR, hide_possible_values = true, hide_default_value = true)]
    pub(super) color: Color,
    #[arg(long, global = true, help = text::FORCE)]
    pub(super) force: bool,
    #[arg(long, global = true, value_name = text::DAY, help = text::DATE)]
    pub(super) date: Option<String>,
    #[arg(short, long, global = true, action = ArgAction::Help, help = text::HELP)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = text::VERSION)]
    version: Option<bool>,
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    Text,
    Json,
}

/// How the rules are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RulesFormat {
    Text,
    Json,
    Markdown,
}

/// The returns that are looked at, of whatever period they are where none is named.
#[derive(Debug, Args)]
pub(super) struct Returns {
    #[arg(required = true, value_name = text::PATH, help = text::PATHS, help_heading = text::ARGUMENTS)]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_name = text::PERIOD_VALUE, help = text::CHECK_PERIOD)]
    pub(super) period: Option<String>,
    #[arg(long, value_name = text::FILE, help = text::PREVIOUS)]
    pub(super) previous: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = text::FORM, help_template = text::SUB_TEMPLATE)]
    Form {
        #[arg(value_name = text::UNIT, help = text::FORM_UNITS, help_heading = text::ARGUMENTS)]
        units: Vec<String>,
        #[arg(long, value_name = text::PERIOD_VALUE, help = text::PERIOD)]
        period: String,
        #[arg(long, value_name = text::FILE, help = text::PREVIOUS)]
        previous: Option<PathBuf>,
        #[arg(short, long, value_name = text::FOLDER, help = text::FORM_OUTPUT)]
        output: Option<PathBuf>,
    },
    #[command(about = text::CHECK, help_template = text::SUB_TEMPLATE)]
    Check {
        #[command(flatten)]
        returns: Returns,
        #[arg(long, value_name = "text|json", default_value = "text", help = text::FORMAT, hide_possible_values = true, hide_default_value = true)]
        format: OutputFormat,
        #[arg(short, long, value_name = text::FILE, help = text::CHECK_OUTPUT)]
        output: Option<PathBuf>,
        #[arg(short, long, help = text::CHECK_VERBOSE)]
        verbose: bool,
    },
    #[command(about = text::CONSOLIDATE, help_template = text::SUB_TEMPLATE)]
    Consolidate {
        #[arg(required = true, value_name = text::PATH, help = text::PATHS, help_heading = text::ARGUMENTS)]
        paths: Vec<PathBuf>,
        #[arg(long, value_name = text::PERIOD_VALUE, help = text::PERIOD)]
        period: String,
        #[arg(long, value_name = text::FILE, help = text::PREVIOUS)]
        previous: Option<PathBuf>,
        #[arg(short, long, value_name = text::FILE, help = text::CONSOLIDATE_OUTPUT)]
        output: Option<PathBuf>,
        #[arg(long, value_name = text::FILE, help = text::BULLETIN)]
        bulletin: Option<PathBuf>,
        #[arg(long, value_name = text::FOLDER, help = text::RECORDS)]
        records: Option<PathBuf>,
        #[arg(long, value_name = text::FOLDER, help = text::RETURNS)]
        returns: Option<PathBuf>,
        #[arg(long, help = text::CIRCULATE)]
        circulate: bool,
        #[arg(long, value_name = "text|json", default_value = "text", help = text::FORMAT, hide_possible_values = true, hide_default_value = true)]
        format: OutputFormat,
    },
    #[command(about = text::RETURN, help_template = text::SUB_TEMPLATE)]
    Return {
        #[command(flatten)]
        returns: Returns,
        #[arg(short, long, value_name = text::FOLDER, help = text::RETURN_OUTPUT)]
        output: Option<PathBuf>,
    },
    #[command(about = text::PLAN_COMMAND, help_template = text::SUB_TEMPLATE, subcommand_help_heading = text::COMMANDS, subcommand_value_name = text::COMMAND, disable_help_subcommand = true, subcommand_required = true)]
    Plan {
        #[command(subcommand)]
        command: PlanCommand,
    },
    #[command(about = text::RULES, help_template = text::SUB_TEMPLATE)]
    Rules {
        #[arg(value_name = text::CODE, help = text::RULE_CODE, help_heading = text::ARGUMENTS)]
        code: Option<String>,
        #[arg(long, value_name = "text|json|markdown", default_value = "text", help = text::RULES_FORMAT, hide_possible_values = true, hide_default_value = true)]
        format: RulesFormat,
        #[arg(short, long, value_name = text::FILE, help = text::RULES_OUTPUT)]
        output: Option<PathBuf>,
    },
    #[command(about = text::DIFF, help_template = text::SUB_TEMPLATE)]
    Diff {
        #[arg(value_name = text::OLD, help = text::DIFF_OLD, help_heading = text::ARGUMENTS)]
        old: PathBuf,
        #[arg(value_name = text::NEW, help = text::DIFF_NEW, help_heading = text::ARGUMENTS)]
        new: PathBuf,
        #[arg(long, value_name = "text|json", default_value = "text", help = text::FORMAT, hide_possible_values = true, hide_default_value = true)]
        format: OutputFormat,
    },
    #[command(about = text::INIT, help_template = text::SUB_TEMPLATE)]
    Init {
        #[arg(value_name = text::FOLDER, help = text::INIT_FOLDER, help_heading = text::ARGUMENTS)]
        folder: PathBuf,
    },
    #[command(name = text::READ_APART, hide = true)]
    ReadApart { cells: usize, sheets: usize },
    #[command(about = text::COMPLETIONS, help_template = text::SUB_TEMPLATE)]
    Completions {
        #[arg(value_name = "bash|zsh|fish|powershell|elvish", help = text::SHELL, help_heading = text::ARGUMENTS, hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
}

/// What can be asked of the plan.
#[derive(Debug, Subcommand)]
pub(super) enum PlanCommand {
    #[command(about = text::PLAN_SHOW, help_template = text::SUB_TEMPLATE)]
    Show {
        #[arg(long, value_name = "text|json", default_value = "text", help = text::FORMAT, hide_possible_values = true, hide_default_value = true)]
        format: OutputFormat,
    },
    #[command(about = text::PLAN_CHECK, help_template = text::SUB_TEMPLATE)]
    Check,
    #[command(about = text::PLAN_EXPORT, help_template = text::SUB_TEMPLATE)]
    Export {
        #[arg(value_name = text::FILE, help = text::PLAN_EXPORT_FILE, help_heading = text::ARGUMENTS)]
        file: PathBuf,
    },
    #[command(about = text::PLAN_IMPORT, help_template = text::SUB_TEMPLATE)]
    Import {
        #[arg(value_name = text::FILE, help = text::PLAN_IMPORT_FILE, help_heading = text::ARGUMENTS)]
        file: PathBuf,
        #[arg(short, long, value_name = text::FOLDER, help = text::PLAN_IMPORT_OUTPUT)]
        output: Option<PathBuf>,
    },
}
