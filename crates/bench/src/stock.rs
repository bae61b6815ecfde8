//! Domains that can be used once each: renewed, updated, transferred or caught.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// The code of each domain of a stock.
pub(crate) const CODE: &str = "Medida-2026-por-fora";

/// Domains that wait to be used.
#[derive(Debug)]
pub(crate) struct Stock {
    next: AtomicU64,
    end: u64,
}

impl Stock {
    /// A stock of these numbers.
    pub(crate) const fn new(numbers: Range<u64>) -> Self {
        Self { next: AtomicU64::new(numbers.start), end: numbers.end }
    }

    /// The name of a number.
    pub(crate) fn name(number: u64) -> String {
        format!("stock{number}.pt")
    }

    /// A name that nobody has taken yet.
    pub(crate) fn take(&self) -> Option<String> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (number < self.end).then(|| Self::name(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_taken_once() {
        let stock = Stock::new(7..9);
        let names: Vec<_> = std::iter::from_fn(|| stock.take()).collect();
        assert_eq!(names, ["stock7.pt", "stock8.pt"]);
    }
}
