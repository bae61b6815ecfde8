//! Allocation tokens, in the model.

use crate::book::{Book, Name, Token, Told, ensure, law};
use crate::step::{Reduction, TokenTerms};

impl Book {
    pub(crate) fn token_add(&mut self, token: Name, terms: TokenTerms) -> Told {
        ensure(!self.tokens.contains_key(&token), "allocation-token-taken")?;
        let made = self.now;
        self.tokens
            .insert(token, Token { terms, made, used_by: None });
        Ok("Done")
    }

    /// What a token does for a name, if it is good for it.
    pub(crate) fn entitled(
        &self,
        name: Name,
        place: usize,
        who: usize,
    ) -> Result<TokenTerms, &'static str> {
        ensure(law(name).tokens, "extension-not-offered")?;
        let known = self.tokens.get(&(name.0, place));
        let token = known.ok_or("allocation-token-unknown")?;
        let terms = token.terms;
        let theirs = terms.registrar.is_none_or(|owner| owner == who);
        ensure(theirs, "allocation-token-unknown")?;
        let meant = terms.label.is_none_or(|label| label == name.1);
        ensure(meant, "allocation-token-unfit")?;
        let begun = terms
            .from
            .is_none_or(|days| token.made.plus_days(days) <= self.now);
        let lasts = terms
            .until
            .is_none_or(|days| self.now < token.made.plus_days(days));
        let unspent = !terms.once || token.used_by.is_none();
        ensure(begun && lasts && unspent, "allocation-token-spent")?;
        Ok(terms)
    }

    /// A token that is good once is used up.
    pub(crate) fn use_up(&mut self, zone: usize, place: Option<usize>, by: u64) {
        let token = place.and_then(|place| self.tokens.get_mut(&(zone, place)));
        if let Some(token) = token.filter(|token| token.terms.once) {
            token.used_by = Some(by);
        }
    }

    /// The registration is undone, as if it had never been: its token is good again.
    pub(crate) fn give_back(&mut self, by: u64) {
        for token in self.tokens.values_mut() {
            token.used_by = token.used_by.filter(|domain| *domain != by);
        }
    }
}

/// A fee with what a token makes of it, if that is less: rounded up to the cent.
pub(crate) fn reduced(fee: i64, terms: Option<TokenTerms>) -> i64 {
    let lower = match terms.and_then(|terms| terms.reduction) {
        Some(Reduction::Percent(percent)) => (fee * i64::from(100 - percent) + 99) / 100,
        Some(Reduction::Fixed(cents)) => cents,
        None => fee,
    };
    lower.min(fee)
}
