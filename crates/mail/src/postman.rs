//! One letter's way: words, headers, delivery.

use std::path::PathBuf;

use foral_model::mail::OutboxItem;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_words::Clocks;

use crate::delivery::{Delivery, NotDelivered, Refused, Relay};
use crate::directory;
use crate::envelope::{Sender, address, envelope, template};
use crate::links::PortalUrl;
use crate::render::render;

/// Delivers letters from one sender.
pub struct Postman {
    way: Way,
    sender: Sender,
    portal: PortalUrl,
}

enum Way {
    Relay(Relay),
    Directory(PathBuf),
}

/// It holds a relay's password.
impl std::fmt::Debug for Postman {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postman")
            .field("portal", &self.portal)
            .finish_non_exhaustive()
    }
}

impl Postman {
    /// Prepares a delivery; nothing is opened yet.
    ///
    /// # Errors
    /// [`Refused`] if the settings would carry secrets in the open, or have no TLS to offer.
    pub fn new(delivery: &Delivery, sender: Sender, portal: PortalUrl) -> Result<Self, Refused> {
        let way = match delivery {
            Delivery::Smtp(settings) => Way::Relay(Relay::new(settings)?),
            Delivery::Directory(folder) => Way::Directory(folder.clone()),
        };
        Ok(Self { way, sender, portal })
    }

    /// Writes and delivers one letter, dated `now`, with instants by the reader's clocks. `secret` is its opened token or code.
    ///
    /// # Errors
    /// [`NotDelivered`] says why, and whether another attempt makes sense.
    pub async fn send(
        &self,
        item: &OutboxItem,
        secret: Option<&Secret>,
        (now, clocks): (Timestamp, Clocks),
    ) -> Result<(), NotDelivered> {
        let words =
            render(&item.mail, secret, &self.portal, clocks).map_err(|_| NotDelivered::Words)?;
        let message = envelope(item, words, &self.sender, now).ok_or(NotDelivered::Address)?;
        match &self.way {
            Way::Relay(relay) => relay.send(message).await,
            Way::Directory(folder) => {
                let to = address(&item.mail.to).ok_or(NotDelivered::Address)?;
                let name = directory::file_name(item.id, template(&item.mail.letter), to.as_ref());
                let written = directory::write(folder, name, message.formatted()).await;
                written.map_err(|error| NotDelivered::File(error.kind()))
            }
        }
    }
}
