//! Links in letters, in the model: each answers once, for what it was written about.

use foral_model::time::Timestamp;

use crate::book::{Book, Name, Told, ensure};

/// A link that a letter carries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) name: Name,
    /// The domain's number.
    domain: u64,
    about: About,
    /// Place of the contact that it was sent to.
    reader: usize,
    expires: Timestamp,
    /// It was used, or what it asked has ended.
    dead: bool,
}

/// What a link asks.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum About {
    /// May the domain move?
    Moving,
    /// May another hold it?
    GivingAway,
    /// Will the reader hold it?
    TakingOver,
}

impl Book {
    /// A letter with a link is written.
    pub(crate) fn write_link(
        &mut self,
        name: Name,
        about: About,
        reader: usize,
        expires: Timestamp,
    ) {
        let Some(domain) = self.names.get(&name).map(|domain| domain.id) else { return };
        self.links
            .push(Link { name, domain, about, reader, expires, dead: false });
    }

    /// What was asked about a domain is answered, or asked no more.
    pub(crate) fn end_links(&mut self, domain: u64) {
        let theirs = self.links.iter_mut().filter(|link| link.domain == domain);
        theirs.for_each(|link| link.dead = true);
    }

    /// Whether the page behind a link asks anything.
    pub(crate) fn opens(&self, name: Name, back: usize) -> bool {
        let mut seen = self.clone();
        let Ok(link) = seen.alive(name, back) else { return false };
        let known = |place| self.contacts.contains_key(&(name.0, place));
        let domain = seen.names.get(&name);
        domain.is_some_and(|domain| match link.about {
            About::Moving => domain.moving.is_some(),
            About::GivingAway => domain.handing.is_some_and(|it| !it.agreed && known(it.to)),
            About::TakingOver => domain.handing.is_some_and(|it| it.agreed),
        })
    }

    /// The link, if it works still, and the name after time.
    fn alive(&mut self, name: Name, back: usize) -> Result<Link, &'static str> {
        let mut about_it = self.links.iter().rev().filter(|link| link.name == name);
        let link = *about_it.nth(back).ok_or("link-dead")?;
        ensure(!link.dead && self.now < link.expires, "link-dead")?;
        let on_file = self.contacts.contains_key(&(name.0, link.reader));
        ensure(on_file, "link-dead")?;
        self.settle(name);
        let domain = self.names.get(&name).map(|domain| domain.id);
        ensure(domain == Some(link.domain), "link-dead")?;
        Ok(link)
    }

    /// The form behind a link is sent.
    pub(crate) fn answer_by_link(&mut self, name: Name, back: usize, agrees: bool) -> Told {
        let link = self.alive(name, back)?;
        let domain = self.names.get(&name).ok_or("link-dead")?;
        if link.about == About::Moving {
            ensure(domain.moving.is_some(), "not-pending-transfer")?;
            if agrees {
                ensure(!domain.disputed, "domain-in-dispute")?;
                domain.permits(&["serverTransferProhibited", "clientTransferProhibited"])?;
            }
            self.end_moving(name, agrees, self.now, true, true);
            return Ok("DomainTransferred");
        }
        let agreed = link.about == About::TakingOver;
        let awaited = domain.handing.is_some_and(|it| it.agreed == agreed);
        ensure(awaited, "holder-change-none")?;
        if agrees {
            return self.agree(name);
        }
        self.end_handing(name);
        Ok("Done")
    }
}
