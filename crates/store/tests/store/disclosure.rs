//! Requests for data that is not public, and authorities: kept whole, found by what is known of them.

use foral_model::disclosure::{
    Authority, AuthorityId, DisclosureId, DisclosureRequest, DisclosureState, DisclosureVerdict,
    LegalGround, Requester,
};
use foral_model::lang::Lang;
use foral_model::plan::Change;
use foral_model::secret::Digest;
use foral_model::zone::Offer;
use foral_store::Failure;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    a_request_reads_back_in_every_state,
    open_requests_are_listed_by_urgency,
    an_authority_reads_back_and_is_there_once,
}

fn request(id: &str, state: DisclosureState) -> DisclosureRequest {
    DisclosureRequest {
        id: DisclosureId::parse(id).unwrap(),
        domain: name("açúcar.pt"),
        requester: Requester {
            name: "Rita d'Avó".to_owned(),
            organisation: Some("“Direito”, Lda.".to_owned()),
            email: "Rita@advogados.example".to_owned(),
            lang: Lang::Es,
        },
        ground: LegalGround::Arbitration,
        purpose: "Marca\nn.º 1".to_owned(),
        state,
        asked: NOW,
        version: 0,
    }
}

fn unconfirmed(link: &str) -> DisclosureState {
    DisclosureState::Unconfirmed { link: Digest(link.to_owned()), until: NOW.plus_days(2) }
}

fn open(days: i64) -> DisclosureState {
    DisclosureState::Open { confirmed: NOW, due: NOW.plus_days(days) }
}

fn answered(verdict: DisclosureVerdict) -> DisclosureState {
    DisclosureState::Answered { confirmed: NOW, due: NOW, at: NOW, verdict }
}

async fn a_request_reads_back_in_every_state(engine: Engine) {
    let store = &engine.store;
    let mut kept = request("D-12345678", unconfirmed("link"));
    let put =
        |request: &DisclosureRequest| plan(vec![Change::DisclosurePut(Box::new(request.clone()))]);
    store.commit(&[put(&kept)], &record("ask")).await.unwrap();
    kept.version = 1;
    let digest = Digest("link".to_owned());
    assert_eq!(ask!(store, disclosure(&kept.id)), Some(kept.clone()));
    assert_eq!(ask!(store, disclosure_by_link(&digest)), Some(kept.clone()));
    let since = NOW.plus_days(-1);
    assert_eq!(ask!(store, disclosures_unconfirmed("rita@ADVOGADOS.example", since)), 1);
    for state in [
        open(3),
        answered(DisclosureVerdict::Granted),
        answered(DisclosureVerdict::Refused("não".to_owned())),
    ] {
        kept.state = state;
        store.commit(&[put(&kept)], &record("ask")).await.unwrap();
        kept.version += 1;
        assert_eq!(ask!(store, disclosure(&kept.id)), Some(kept.clone()));
        assert_eq!(ask!(store, disclosure_by_link(&digest)), None, "the link is used");
    }
    assert_eq!(ask!(store, disclosures_unconfirmed("rita@advogados.example", since)), 0);
    let late = DisclosureRequest { version: 1, ..kept };
    assert_eq!(store.commit(&[put(&late)], &record("ask")).await, Err(Failure::Conflict));
}

async fn open_requests_are_listed_by_urgency(engine: Engine) {
    let store = &engine.store;
    let changes = [
        request("D-unconfirmed", unconfirmed("link")),
        request("D-later-due", open(3)),
        request("D-sooner-due", open(1)),
        request("D-answered", answered(DisclosureVerdict::Granted)),
    ];
    let changes = changes.map(|request| Change::DisclosurePut(Box::new(request)));
    store
        .commit(&[plan(changes.into())], &record("ask"))
        .await
        .unwrap();
    let open = ask!(store, disclosures_open());
    let ids: Vec<_> = open.iter().map(|request| request.id.as_str()).collect();
    assert_eq!(ids, ["D-sooner-due", "D-later-due"]);
    assert_eq!(ask!(store, disclosures(10)).len(), 4);
    assert_eq!(ask!(store, disclosures(3)).len(), 3);
}

async fn an_authority_reads_back_and_is_there_once(engine: Engine) {
    let store = &engine.store;
    let mut authority = Authority {
        id: AuthorityId::parse("tribunal").unwrap(),
        name: "Tribunal da Relação".to_owned(),
        token: Digest("token".to_owned()),
        ground: LegalGround::CourtOrder,
        zones: vec![name("pt"), name("açores.pt")],
        reverse_search: Offer::Offered,
        created: NOW,
        expires: NOW.plus_days(9),
        revoked: None,
        version: 0,
    };
    let put = |authority: &Authority| plan(vec![Change::AuthorityPut(Box::new(authority.clone()))]);
    store
        .commit(&[put(&authority)], &record("authority"))
        .await
        .unwrap();
    let twice = store.commit(&[put(&authority)], &record("authority")).await;
    assert_eq!(twice, Err(Failure::Conflict));
    authority.version = 1;
    assert_eq!(ask!(store, authority(&authority.id)), Some(authority.clone()));
    let token = Digest("token".to_owned());
    assert_eq!(ask!(store, authority_by_token(&token)), Some(authority.clone()));
    assert_eq!(ask!(store, authority_by_token(&Digest("other".to_owned()))), None);
    authority.revoked = Some(NOW);
    store
        .commit(&[put(&authority)], &record("authority"))
        .await
        .unwrap();
    authority.version = 2;
    assert_eq!(ask!(store, authorities()), [authority]);
}
