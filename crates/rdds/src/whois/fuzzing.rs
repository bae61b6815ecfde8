//! What must hold for any line that a stranger sends; property tests and a fuzz target run it.

use super::Query;
use crate::das;

/// Any bytes are a question or none, and what was read as a name is the same name in either form.
///
/// # Panics
/// If that does not hold.
pub fn line(bytes: &[u8]) {
    if let Some(Query::Name(name)) = Query::parse(bytes) {
        let again = |text: &str| Query::parse(text.as_bytes()) == Some(Query::Name(name.clone()));
        assert!(again(name.as_str()), "{name} is another one as A-labels");
        assert!(again(&name.unicode()), "{name} is another one as people read it");
    }
    if let Some((asked, _)) = das::question(bytes) {
        assert!(!asked.contains(char::is_control), "an answer repeats what is no word");
    }
}
