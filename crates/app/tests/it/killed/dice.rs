//! Numbers that look random and can be thrown again.

use foral_registry::mint;

/// Splitmix64 (Steele, Lea and Flood, 2014).
pub(super) struct Dice(u64);

impl Dice {
    /// A seed that nobody chose.
    pub(super) fn seed() -> u64 {
        u64::from_le_bytes(mint::dice().unwrap())
    }

    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// One of several.
    pub(super) fn one_of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        let count = u64::try_from(some.len()).unwrap();
        &some[usize::try_from(self.below(count)).unwrap()]
    }
}
