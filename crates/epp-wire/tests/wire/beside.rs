//! Whatever a client means to say beside a command is what a server reads, and whatever extensions
//! tell is well-formed and valid in shape.

use foral_epp_wire::answer::read_answer;
use foral_epp_wire::beside::{Beside, Launch};
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::{Body, Check, CheckName, DomainInfo, Envelope, HostFilter, Info};
use foral_epp_wire::decimal::Decimal;
use foral_epp_wire::ext::addl_email::{AdditionalEmail, Rank};
use foral_epp_wire::ext::dry_run::{Effect, Outcome};
use foral_epp_wire::ext::fee::agreed::Agreed;
use foral_epp_wire::ext::fee::check::{Asked, Check as PriceCheck, Checked, Price, Priced};
use foral_epp_wire::ext::fee::{Applied, Credit, Fee, Refund, Verb};
use foral_epp_wire::ext::idn::Idn;
use foral_epp_wire::ext::launch::check::{Check as LaunchCheck, Form};
use foral_epp_wire::ext::launch::create::{Code, CodeMark, Create, Made, Notice, Proof};
use foral_epp_wire::ext::launch::info::{Info as LaunchInfo, Marks};
use foral_epp_wire::ext::launch::{Application, Phase, PhaseKind};
use foral_epp_wire::ext::orgext::Links;
use foral_epp_wire::ext::rgp::{Grace, GraceShown, Report, Restore};
use foral_epp_wire::ext::ttl::{Record, Ttl};
use foral_epp_wire::ext::unhandled::Unhandled;
use foral_epp_wire::namespace::Extension;
use foral_epp_wire::reply::{Reply, Value, write_reply};
use foral_epp_wire::told::{Told, Words};
use foral_epp_wire::write_command;
use foral_model::command::{
    Command, DomainUpdate, LinkChange, OrganisationSide, OrganisationUpdate, ReachedChange,
    SignerChange, Terms,
};
use foral_model::extension::Extensions;
use foral_model::money::Currency;
use foral_model::organisation::{
    OrganisationId, OrganisationLink, OrganisationRole, OrganisationStatus,
};
use foral_model::period::Period;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::replies::PLAIN;
use crate::{domains, name, read_command};

/// A token as XML Schema has it: no space at the ends, single ones within.
fn tokens() -> impl Strategy<Value = String> {
    "[!-~é日]{1,12}( [!-~é日]{1,12}){0,2}"
}

/// Text that is kept as it stands, with all that XML must escape.
fn texts() -> impl Strategy<Value = String> {
    "[ -~éñ日\n\t\r]{0,60}"
}

fn instants() -> impl Strategy<Value = Timestamp> {
    (0i64..4_000_000_000_000).prop_map(|millis| Timestamp::from_micros(millis * 1_000))
}

fn periods() -> impl Strategy<Value = Option<Period>> {
    of((1u8..=99).prop_map(|years| Period::years(years).unwrap()))
}

fn langs() -> impl Strategy<Value = Option<String>> {
    of("[a-z]{2}(-[A-Z]{2})?")
}

fn amounts() -> impl Strategy<Value = Decimal> {
    "[0-9]{1,9}(\\.[0-9]{0,4})?".prop_map(|text| Decimal::parse(&text).unwrap())
}

prop_compose! {
    fn fees()(
        amount in amounts(),
        description in of(tokens()),
        lang in langs(),
        refund in of(select(vec![Refund::Possible, Refund::Excluded])),
        grace in of("P[1-9][0-9]?D(T[1-9]H)?"),
        applied in of(select(vec![Applied::Immediate, Applied::Delayed])),
    ) -> Fee {
        Fee { amount, description, lang, refund, grace, applied }
    }
}

prop_compose! {
    fn credits()(minor in -1_000_000_000i64..=0, description in of(tokens()), lang in langs()) -> Credit {
        Credit { amount: Decimal::from_minor(minor), description, lang }
    }
}

fn currencies() -> impl Strategy<Value = Option<Currency>> {
    of("[A-Z]{3}".prop_map(|code| Currency::parse(&code).unwrap()))
}

prop_compose! {
    fn agreements()(
        currency in currencies(),
        fees in vec(fees(), 1..4),
        credits in vec(credits(), 0..3),
    ) -> Agreed {
        Agreed { currency, fees, credits }
    }
}

prop_compose! {
    fn price_checks()(
        currency in currencies(),
        commands in vec(
            (
                select(vec![Verb::Create, Verb::Delete, Verb::Renew, Verb::Update, Verb::Restore]),
                of(tokens()),
                of(tokens()),
                of(tokens()),
                periods(),
            ).prop_map(|(verb, custom, phase, subphase, period)| {
                Asked { verb, custom, phase, subphase, period }
            }),
            1..4,
        ),
    ) -> PriceCheck {
        PriceCheck { currency, commands }
    }
}

prop_compose! {
    fn reports()(
        texts in (texts(), texts(), texts(), of(texts())),
        times in (instants(), instants()),
        statements in vec(texts(), 1..3),
    ) -> Report {
        let ((before, after, reason, other), (deleted, restored)) = (texts, times);
        Report { before, after, deleted, restored, reason, statements, other }
    }
}

fn restores() -> impl Strategy<Value = Restore> {
    prop_oneof![
        Just(Restore::Request),
        reports().prop_map(|report| Restore::Report(Box::new(report))),
    ]
}

fn phases() -> impl Strategy<Value = Phase> {
    use PhaseKind as K;
    let kinds = vec![K::Sunrise, K::Landrush, K::Claims, K::Open, K::Custom];
    (select(kinds), of(tokens())).prop_map(|(kind, name)| Phase { kind, name })
}

fn proofs() -> impl Strategy<Value = Proof> {
    let code = (tokens(), of(tokens())).prop_map(|(code, validator)| CodeMark {
        code: Some(Code { code, validator }),
        mark: None,
    });
    prop_oneof![Just(Proof::None), vec(code, 1..3).prop_map(Proof::Codes)]
}

prop_compose! {
    fn launches()(
        phase in phases(),
        kind in of(select(vec![Made::Application, Made::Registration])),
        proof in proofs(),
        notices in vec(
            (tokens(), of(tokens()), instants(), instants()).prop_map(
                |(id, validator, not_after, accepted)| Notice { id, validator, not_after, accepted },
            ),
            0..3,
        ),
    ) -> Launch {
        Launch::Create(Box::new(Create { phase, kind, proof, notices }))
    }
}

fn applications() -> impl Strategy<Value = Application> {
    (phases(), tokens()).prop_map(|(phase, id)| Application { phase, id })
}

fn launch_checks() -> impl Strategy<Value = LaunchCheck> {
    let forms = vec![Form::Claims, Form::Availability, Form::Trademark];
    (select(forms), of(phases())).prop_map(|(form, phase)| LaunchCheck { form, phase })
}

fn launch_infos() -> impl Strategy<Value = LaunchInfo> {
    let marks = select(vec![Marks::Omit, Marks::Include]);
    let parts = (phases(), of(tokens()), marks);
    parts.prop_map(|(phase, application, marks)| LaunchInfo { phase, application, marks })
}

fn ttls() -> impl Strategy<Value = Vec<Ttl>> {
    let records = vec![Record::Ns, Record::Ds, Record::Dname, Record::Custom("NAPTR".to_owned())];
    let some = proptest::sample::subsequence(records, 1..=4);
    (some, vec(of(0u32..=2_147_483_647), 4)).prop_map(|(records, seconds)| {
        let pairs = records.into_iter().zip(seconds);
        pairs
            .map(|(record, seconds)| Ttl { record, seconds })
            .collect()
    })
}

fn roles() -> impl Strategy<Value = OrganisationRole> {
    "[a-z0-9-]{1,32}".prop_map(|text| OrganisationRole::parse(&text).unwrap())
}

fn organisation_ids() -> impl Strategy<Value = OrganisationId> {
    "[A-Za-z0-9_.-]{3,16}".prop_map(|text| OrganisationId::parse(&text).unwrap())
}

fn links() -> impl Strategy<Value = Vec<OrganisationLink>> {
    vec((roles(), organisation_ids()).prop_map(|(role, id)| OrganisationLink { role, id }), 1..3)
}

prop_compose! {
    fn creates()(
        agreed in of(agreements()),
        launch in of(launches()),
        token in of(tokens()),
        ttl in of(ttls()),
        idn in of((tokens(), of(tokens())).prop_map(|(table, unicode)| Idn { table, unicode })),
        links in of(links()),
        dry in any::<bool>(),
    ) -> Beside {
        Beside {
            agreed,
            launch,
            token: token.map(Secret::new),
            ttl,
            idn,
            organisations: links.map(Links::Create),
            effect: if dry { Effect::None } else { Effect::Real },
            ..Beside::default()
        }
    }
}

prop_compose! {
    fn updates()(
        restore in of(restores()),
        agreed in of(agreements()),
        launch in of(applications().prop_map(Launch::Update)),
        sides in of((links(), vec((roles(), of(organisation_ids())), 1..3), links())),
    ) -> Beside {
        let organisations =
            sides.map(|(add, remove, change)| Links::Update(LinkChange { add, remove, change }));
        Beside { restore, agreed, launch, organisations, ..Beside::default() }
    }
}

fn domain_create() -> Body {
    Body::Do(Command::DomainCreate(domains::create()))
}

fn domain_update() -> Body {
    Body::Do(Command::DomainUpdate(DomainUpdate {
        organisations: LinkChange::default(),
        name: name("exemplo.pt"),
        add_name_servers: Vec::new(),
        remove_name_servers: Vec::new(),
        add_contacts: Vec::new(),
        remove_contacts: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        registrant: None,
        auth_info: None,
        signers: SignerChange::default(),
        national: None,
        ttls: Vec::new(),
        terms: Terms::default(),
    }))
}

fn check(body: Body, beside: Beside) {
    let envelope = Envelope { beside, ..Envelope::new(body) };
    let mut written = Vec::new();
    write_command(&mut written, &envelope).unwrap();
    let read = read_command(&written);
    assert_eq!(read.beside, envelope.beside, "{}", String::from_utf8_lossy(&written));
    assert_eq!(read.body, envelope.body);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn creations_are_read_as_they_were_meant(beside in creates()) {
        check(domain_create(), beside);
    }

    #[test]
    fn changes_are_read_as_they_were_meant(beside in updates()) {
        check(domain_update(), beside);
    }

    #[test]
    fn applications_are_meant_as_they_were_said(
        asked in launch_checks(),
        shown in launch_infos(),
        gone in applications(),
    ) {
        let beside = |launch| Beside { launch: Some(launch), ..Beside::default() };
        let names = vec![CheckName::new("exemplo.pt")];
        check(Body::Check(Check::Domain(names)), beside(Launch::Check(asked)));
        let info = DomainInfo { name: name("exemplo.pt"), hosts: HostFilter::All, auth_info: None };
        check(Body::Info(Info::Domain(info)), beside(Launch::Info(shown)));
        let delete = Command::DomainDelete(domains::delete());
        check(Body::Do(delete), beside(Launch::Delete(gone)));
    }

    #[test]
    fn prices_are_asked_as_they_were_meant(prices in price_checks()) {
        let names = vec![CheckName::new("exemplo.pt")];
        let beside = Beside { prices: Some(prices), ..Beside::default() };
        check(Body::Check(Check::Domain(names)), beside);
    }

    #[test]
    fn organisations_change_as_they_were_meant(
        id in organisation_ids(),
        parent in of(organisation_ids()),
        address in of(tokens()),
        primary in any::<bool>(),
        url in of(tokens()),
        hold in any::<bool>(),
    ) {
        let rank = if primary { Rank::Primary } else { Rank::Alternate };
        let email = Some(AdditionalEmail { address, rank });
        let hold = hold.then_some(OrganisationStatus::ClientUpdateProhibited);
        let statuses = hold.into_iter().collect();
        let update = OrganisationUpdate {
            id,
            add: OrganisationSide { statuses, ..OrganisationSide::default() },
            remove: OrganisationSide::default(),
            parent,
            postal: Vec::new(),
            reached: ReachedChange { url: url.map(Some), ..ReachedChange::default() },
            uses: Extensions::NONE,
        };
        let body = Body::Do(Command::OrganisationUpdate(Box::new(update)));
        check(body, Beside { email, ..Beside::default() });
    }

    #[test]
    fn whatever_is_told_is_well_formed(text in any::<String>(), lang in "\\PC{0,5}") {
        let words = Words { text: &text, lang: &lang };
        let asked = Asked::about(Verb::Create, None);
        let obstacle = Some(words);
        let priced = Priced { asked: &asked, price: Price::Standard, fees: &[], credits: &[], obstacle };
        let names = [Checked { asked: &text, class: Some(&text), commands: &[priced], obstacle }];
        let graces = [GraceShown { grace: Grace::Add, remark: &text }];
        let value = Value { element: &lang, value: &text, reason: &text, lang: "en", rule: Some(&text) };
        let outcome = Outcome { code: ResultCode::Ok, message: words, values: &[value], cost: None };
        let told = [
            Told::Prices(Currency::EUR, &names),
            Told::Grace(&graces, &lang),
            Told::Token(&text),
            Told::DryRun(outcome),
        ];
        for unhandled in [Unhandled::Omit, Unhandled::Tell] {
            let announced: &[Extension] = if unhandled == Unhandled::Omit { &Extension::ALL } else { &[] };
            let mut bytes = Vec::new();
            write_reply(&mut bytes, &Reply { told: &told, announced, unhandled, ..PLAIN });
            let answer = read_answer(&bytes).unwrap();
            let parts = answer.extensions.len() + answer.values.len();
            prop_assert_eq!(parts, if text.is_empty() { 3 } else { 4 });
        }
    }

    #[test]
    fn amounts_are_read_as_they_are_written(minor in any::<i32>()) {
        let amount = Decimal::from_minor(i64::from(minor));
        prop_assert_eq!(Decimal::parse(&amount.to_string()), Some(amount));
        prop_assert_eq!(amount.minor(), Some(i64::from(minor)));
    }
}
