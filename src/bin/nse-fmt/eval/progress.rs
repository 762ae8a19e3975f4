//! How far the reading is, shown to people who wait.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::input::Input;

/// Work that takes less needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error, where that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    read: Arc<AtomicU64>,
    started: Instant,
    wanted: bool,
}

impl Progress {
    pub(super) fn new(inputs: &[Input]) -> Self {
        let total = inputs.iter().map(|input| input.size).sum::<Option<u64>>();
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{bar:30} {bytes}/{total_bytes}, {binary_bytes_per_sec}, {msg}, {eta} left",
            None => "{bytes}, {binary_bytes_per_sec}, {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, read: Arc::default(), started: Instant::now(), wanted: io::stderr().is_terminal() }
    }

    /// To be told of every byte that is read.
    pub(super) fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// Brings the bar up to date.
    pub(super) fn update(&self, matched: u64) {
        if !self.wanted {
            return;
        }
        if self.bar.is_hidden() && self.started.elapsed() >= PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_message(format!("{matched} matched"));
        self.bar.set_position(self.read.load(Ordering::Relaxed));
    }

    /// Prints to the terminal by `print`, the bar out of the way.
    pub(super) fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        if self.wanted { self.bar.suspend(print) } else { print() }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
