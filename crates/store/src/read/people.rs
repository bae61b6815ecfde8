//! Searches from people to the names that they are something to (RFC 9536).

use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::zone::DirectoryRole;

use super::directory::{Chosen, chosen, in_window, ordered};
use crate::flight::{Flight, Slot};
use crate::statement::params;
use crate::{Order, Window};

/// Who is looked for: whoever has all that is said. To say nothing is to look for nobody.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Person {
    /// The handle.
    pub handle: Option<Handle>,
    /// The e-mail address, in any case.
    pub email: Option<String>,
    /// The name, in any case.
    pub name: Option<Name>,
    /// What they are to the names; anything without.
    pub role: Option<DirectoryRole>,
}

/// A person's name that is looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Name {
    /// This one.
    Is(String),
    /// Whatever begins so.
    Begins(String),
}

/// After every text that begins with another, in the order of bytes.
const LAST: char = char::MAX;
/// Before every other text that does: no name has it.
const FIRST: char = '\u{1}';

impl Name {
    /// The range of names in lower case: from where, and before which.
    fn range(&self) -> (String, String) {
        let (text, after) = match self {
            Self::Is(text) => (text, FIRST),
            Self::Begins(text) => (text, LAST),
        };
        let from = text.to_lowercase();
        let below = format!("{from}{after}");
        (from, below)
    }
}

/// Domains of people whom an index finds by a condition, and who are all that is said besides. The
/// other conditions are written so that no index is chosen for them. A body is called by its own
/// name and by that of who speaks for it.
macro_rules! of_people {
    ($order:expr, $found:literal) => {
        ordered!(
            $order,
            concat!(
                "WITH p AS MATERIALIZED (SELECT c.handle AS handle FROM contact c WHERE ",
                $found,
                " AND (?1 = '' OR c.handle || '' = ?1) AND (?2 = '' OR c.folded_email || '' = ?2) \
                 AND (c.folded_name || '' >= ?3 AND c.folded_name || '' < ?4 \
                 OR c.folded_organisation || '' >= ?3 AND c.folded_organisation || '' < ?4)), \
                 f AS MATERIALIZED (SELECT x.id AS id FROM p JOIN domain x \
                 ON x.registrant = p.handle WHERE ?5 IN ('', 'registrant') UNION ALL \
                 SELECT x.domain_id FROM p JOIN domain_contact x ON x.handle = p.handle \
                 WHERE ?5 IN ('', x.role) LIMIT 10000), \
                 n AS MATERIALIZED (SELECT d.id, d.name, d.created, d.expires FROM domain d \
                 WHERE d.id IN (SELECT id FROM f) \
                 AND (?6 = '' OR ?6 LIKE '% ' || d.zone || ' %')) \
                 SELECT d.name, (SELECT COUNT(*) FROM f), (SELECT COUNT(*) FROM n) FROM n d"
            ),
            "LIMIT ?7 OFFSET ?8"
        )
    };
}

impl Flight {
    /// Names of domains to which somebody is something, in these zones; in all if there are none.
    pub fn domain_names_of(
        &mut self,
        who: &Person,
        zones: &[DomainName],
        order: Order,
        window: Window,
    ) -> Slot<Chosen> {
        let sql = match who {
            Person { handle: Some(_), .. } => of_people!(order, "c.handle = ?1"),
            Person { email: Some(_), .. } => of_people!(order, "c.folded_email = ?2"),
            _ => of_people!(
                order,
                "c.handle IN (SELECT handle FROM contact WHERE folded_name >= ?3 \
                 AND folded_name < ?4 UNION SELECT handle FROM contact \
                 WHERE folded_organisation >= ?3 AND folded_organisation < ?4 \
                 AND folded_organisation <> '' LIMIT 10000)"
            ),
        };
        let email = who.email.as_ref().map(|email| email.to_lowercase());
        // Nobody is looked for by nothing: then the range is empty.
        let said = who.handle.is_some() || who.email.is_some();
        let any = (String::new(), if said { LAST.to_string() } else { String::new() });
        let (from, below) = who.name.as_ref().map_or(any, Name::range);
        let params = params![
            who.handle.as_ref().map_or("", Handle::as_str),
            email.unwrap_or_default(),
            from,
            below,
            who.role.map_or("", DirectoryRole::as_str),
            listed(zones),
        ];
        self.ask(sql, in_window(params, window), chosen)
    }
}

/// Names in one text, each between spaces, which no name has.
fn listed(names: &[DomainName]) -> String {
    let names = names.iter().map(|name| format!(" {name} "));
    names.collect()
}
