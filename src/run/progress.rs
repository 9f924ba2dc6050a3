//! A progress bar on a terminal, for more than a second's work.

use indicatif::{ProgressBar, ProgressDrawTarget};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Counts steps; shows itself on stderr after a second, if that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    wanted: bool,
    shown: AtomicBool,
}

impl Progress {
    /// A bar of so many steps; a quiet one never shows.
    pub(super) fn new(steps: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(u64::try_from(steps).ok(), ProgressDrawTarget::hidden());
        let wanted = !quiet && std::io::stderr().is_terminal();
        Self { bar, begun: Instant::now(), wanted, shown: AtomicBool::new(false) }
    }

    /// One step done.
    pub(super) fn step(&self) {
        let late = self.begun.elapsed() > Duration::from_secs(1);
        if self.wanted && late && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    /// All done; the bar goes away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
