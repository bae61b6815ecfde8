//! Work that is shared out: among the processors, or, where a token signs, among as many sessions as
//! keep it busy.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::Refused;
use super::manner::Manner;

/// So many wait for a token at once, which is behind a network or a bus and signs several messages in
/// the time of one.
const BEFORE_A_TOKEN: usize = 8;

/// How many hands work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hands(usize);

impl Hands {
    /// For a whole zone: all processors.
    pub(super) fn many(manner: &Manner) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        Self(if signs_in_token(manner) { processors.max(BEFORE_A_TOKEN) } else { processors })
    }

    /// For what changed: one, which has signed before others are called, or those before a token.
    pub(super) fn few(manner: &Manner) -> Self {
        Self(if signs_in_token(manner) { BEFORE_A_TOKEN } else { 1 })
    }

    /// Lets them take parts in hand until none is left, or one fails: a token that is away is not
    /// asked again for each part. The results are in order.
    pub(super) fn share<T: Send>(
        self,
        parts: usize,
        work: impl Fn(usize) -> Result<T, Refused> + Sync,
    ) -> Result<Vec<T>, Refused> {
        let hands = self.0.min(parts);
        if hands <= 1 {
            return (0..parts).map(work).collect();
        }
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(parts));
        std::thread::scope(|scope| {
            for _ in 0..hands {
                scope.spawn(|| {
                    loop {
                        let part = next.fetch_add(1, Ordering::Relaxed);
                        if part >= parts {
                            break;
                        }
                        let result = work(part);
                        if result.is_err() {
                            next.store(parts, Ordering::Relaxed);
                        }
                        done.lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .push((part, result));
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_unstable_by_key(|(part, _)| *part);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

fn signs_in_token(manner: &Manner) -> bool {
    let signing = manner.signing.as_ref();
    signing.is_some_and(crate::sign::Signing::is_in_token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order_however_many_work() {
        for hands in [1, 3, 8] {
            let squares = Hands(hands).share(50, |part| Ok(part * part)).unwrap();
            assert!(
                squares
                    .iter()
                    .enumerate()
                    .all(|(part, square)| *square == part * part)
            );
            assert!(squares.len() == 50 && Hands(hands).share(0, Ok).unwrap().is_empty());
        }
    }

    #[test]
    fn nobody_goes_on_after_a_failure() {
        let asked = AtomicUsize::new(0);
        let refused = Hands(4).share(1_000, |_| {
            asked.fetch_add(1, Ordering::Relaxed);
            Err::<(), _>(Refused::NoKey)
        });
        assert!(matches!(refused, Err(Refused::NoKey)));
        assert!(asked.into_inner() <= 4);
    }
}
