//! What is to be thought of what a child and its name servers say. Pure.

use std::collections::BTreeSet;

use super::{Child, Heard, How, Judgement, Said, Signalled, Unclear};
use crate::check::Answer;
use crate::delegation::Ds;
use crate::message::codes::NXDOMAIN;
use crate::validate::{self, PublicKey, Unproved};
use crate::wire::{Name, Rtype};

/// CDS or CDNSKEY of one answer that are looked at, at most: each is compared with each.
const MOST_WISHED: usize = 32;

/// What servers say as one: the signers, or none at all to end it.
type Wish = Option<BTreeSet<Ds>>;

/// What a child wishes. `now` is in seconds, as signatures count them.
pub fn judge(child: &Child, heard: &Heard, now: u32) -> Judgement {
    wish(child, heard, now).unwrap_or_else(Judgement::Unclear)
}

fn wish(child: &Child, heard: &Heard, now: u32) -> Result<Judgement, Unclear> {
    let answers = answered(child, heard)?;
    let mut wishes = answers
        .iter()
        .map(|(_, cds, cdnskey, _)| said(&child.name, cds, cdnskey));
    let Some(first) = wishes.next() else { return Ok(Judgement::Silent) };
    let first = first?;
    for other in wishes {
        if other? != first {
            return Err(Unclear::Disagreement);
        }
    }
    let Some(wished) = first else { return Ok(Judgement::Silent) };
    let present: BTreeSet<Ds> = child.signers.iter().cloned().collect();
    let wished = wished.unwrap_or_default();
    if wished == present {
        return Ok(Judgement::Content);
    }
    if present.is_empty() {
        // The child's own signatures prove nothing yet; that they hold shows that it will validate.
        is_proved(child, &answers, &wished, now).map_err(|_| Unclear::WouldBreak)?;
        is_signalled(child, &heard.signalled, &Some(wished.clone()))?;
        return Ok(Judgement::Wish(wished.into_iter().collect(), How::NameServers));
    }
    is_proved(child, &answers, &present, now).map_err(Unclear::Unproved)?;
    if !wished.is_empty() {
        validates(child, &answers, &wished, now).map_err(|_| Unclear::WouldBreak)?;
    }
    Ok(Judgement::Wish(wished.into_iter().collect(), How::Signers))
}

/// The answers of one address, with what they are of: server, CDS, CDNSKEY, DNSKEY.
type Answers<'a> = (&'a Name, &'a Answer, &'a Answer, &'a Answer);

/// The answers; each server must have given all three from one address at least.
fn answered<'a>(child: &Child, heard: &'a Heard) -> Result<Vec<Answers<'a>>, Unclear> {
    let whole = |said: &'a Said| {
        let answers = [&said.cds, &said.cdnskey, &said.keys].map(|found| found.as_ref().ok());
        let [cds, cdnskey, keys] = answers;
        let all = (&said.server, cds?, cdnskey?, keys?);
        let good = [all.1, all.2, all.3]
            .iter()
            .all(|answer| answer.rcode == 0 && answer.is_authoritative());
        good.then_some(all)
    };
    let answers: Vec<_> = heard.said.iter().filter_map(whole).collect();
    let missing = child
        .servers
        .iter()
        .find(|server| answers.iter().all(|(name, ..)| **name != server.name));
    match missing {
        Some(server) => Err(Unclear::NoAnswer(server.name.clone())),
        None => Ok(answers),
    }
}

/// What CDS and CDNSKEY say together; nothing if neither is there.
fn said(owner: &Name, cds: &Answer, cdnskey: &Answer) -> Result<Option<Wish>, Unclear> {
    let signers: Vec<Ds> = cds.data(owner, Rtype::CDS).filter_map(Ds::parse).collect();
    let keys: Vec<&[u8]> = cdnskey.data(owner, Rtype::CDNSKEY).collect();
    if signers.is_empty() && keys.is_empty() {
        return Ok(None);
    }
    if signers.len() > MOST_WISHED || keys.len() > MOST_WISHED {
        return Err(Unclear::TooMany);
    }
    let ends = |gone: usize, all: usize| match (gone, all) {
        (0, _) => Ok(false),
        (1, 1) => Ok(true),
        // A wish to end it stands alone (RFC 8078, section 4).
        _ => Err(Unclear::Contradiction),
    };
    let by_signer = ends(signers.iter().filter(|ds| ds.algorithm == 0).count(), signers.len())?;
    let by_key = ends(keys.iter().filter(|key| key.get(3) == Some(&0)).count(), keys.len())?;
    if by_signer || by_key {
        let both = (by_signer || signers.is_empty()) && (by_key || keys.is_empty());
        return if both { Ok(Some(None)) } else { Err(Unclear::Contradiction) };
    }
    together(owner, &signers, &keys).map(|wish| Some(Some(wish)))
}

/// The signers that CDS names, or that CDNSKEY leads to, if they mean the same keys.
fn together(owner: &Name, signers: &[Ds], keys: &[&[u8]]) -> Result<BTreeSet<Ds>, Unclear> {
    let keys: Option<Vec<PublicKey>> = keys.iter().map(|key| PublicKey::parse(key)).collect();
    let keys = keys.ok_or(Unclear::Contradiction)?;
    let usable: BTreeSet<Ds> = signers
        .iter()
        .filter(|ds| matches!(ds.digest_type, 2 | 4))
        .cloned()
        .collect();
    if signers.is_empty() {
        return Ok(keys.iter().filter_map(|key| key.signer(owner, 2)).collect());
    }
    if usable.is_empty() {
        return Err(Unclear::Contradiction);
    }
    let vouched = |key: &PublicKey| usable.iter().any(|ds| validate::vouches(ds, owner, key));
    let known = |ds: &Ds| keys.iter().any(|key| validate::vouches(ds, owner, key));
    let same = keys.is_empty() || (keys.iter().all(vouched) && usable.iter().all(known));
    if same { Ok(usable) } else { Err(Unclear::Contradiction) }
}

/// The keys of a child that signers vouch for.
fn vouched(child: &Child, answer: &Answer, signers: &BTreeSet<Ds>) -> Vec<PublicKey> {
    answer
        .data(&child.name, Rtype::DNSKEY)
        .filter_map(PublicKey::parse)
        .filter(|key| {
            signers
                .iter()
                .any(|ds| validate::vouches(ds, &child.name, key))
        })
        .collect()
}

/// Whether the child's keys, at each server, are signed by one that signers vouch for.
fn validates(
    child: &Child,
    answers: &[Answers<'_>],
    signers: &BTreeSet<Ds>,
    now: u32,
) -> Result<(), Unproved> {
    for (_, _, _, keys) in answers {
        let vouched = vouched(child, keys, signers);
        let vouched: Vec<&PublicKey> = vouched.iter().collect();
        let name = &child.name;
        validate::proved(name, Rtype::DNSKEY, name, &keys.records, &vouched, now)?;
    }
    Ok(())
}

/// Whether that holds, and the wish itself is signed so too (RFC 7344, section 4.1).
fn is_proved(
    child: &Child,
    answers: &[Answers<'_>],
    signers: &BTreeSet<Ds>,
    now: u32,
) -> Result<(), Unproved> {
    validates(child, answers, signers, now)?;
    let name = &child.name;
    for (_, cds, cdnskey, keys) in answers {
        let vouched = vouched(child, keys, signers);
        let vouched: Vec<&PublicKey> = vouched.iter().collect();
        for (answer, rtype) in [(cds, Rtype::CDS), (cdnskey, Rtype::CDNSKEY)] {
            if answer.data(name, rtype).next().is_some() {
                validate::proved(name, rtype, name, &answer.records, &vouched, now)?;
            }
        }
    }
    Ok(())
}

/// Whether each name server that does not lie in the child says the same in its own zone, validated
/// (RFC 9615, section 4.2); at least one must.
fn is_signalled(child: &Child, signalled: &[Signalled], wished: &Wish) -> Result<(), Unclear> {
    let elsewhere: Vec<&Name> = child
        .servers
        .iter()
        .map(|server| &server.name)
        .filter(|name| !name.is_within(&child.name))
        .collect();
    let agrees = |server: &Name| {
        let Some(owner) = super::signal_name(&child.name, server) else { return false };
        let Some(signal) = signalled.iter().find(|signal| signal.server == *server) else {
            return false;
        };
        let (Ok(cds), Ok(cdnskey)) = (&signal.cds, &signal.cdnskey) else { return false };
        let sure = |answer: &Answer| matches!(answer.rcode, 0 | NXDOMAIN) && answer.is_validated();
        // The records stand at the signal's name, and digests are of the child's.
        let moved = |answer: &Answer| answer.moved(&owner, &child.name);
        let told = said(&child.name, &moved(cds), &moved(cdnskey));
        sure(cds) && sure(cdnskey) && told.is_ok_and(|told| told.as_ref() == Some(wished))
    };
    let all = !elsewhere.is_empty() && elsewhere.into_iter().all(agrees);
    if all { Ok(()) } else { Err(Unclear::NotSignalled) }
}
