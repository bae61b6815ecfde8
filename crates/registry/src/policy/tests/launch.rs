//! Phases of a launch: what they make, and slips.

use foral_model::launch::Made;
use foral_model::launch::application::{ApplicationTerms, PaidAt, Validation};

use super::{GTLD, parse, read};

fn with(phase: &str) -> String {
    let from = "from = \"2027-02-01T00:00:00Z\"";
    GTLD.replacen(
        "[life]",
        &format!("[[launch]]\nphase = \"landrush\"\n{from}\n{phase}\n[life]"),
        1,
    )
}

#[test]
fn a_phase_makes_registrations_or_applications() {
    let phase = |text: &str| read(&with(text)).launch.remove(0);
    let plain = phase("");
    assert_eq!(
        (plain.makes, plain.applications),
        (Made::Registration, ApplicationTerms::default())
    );
    let applied = phase("makes = \"applications\"");
    assert_eq!(applied.makes, Made::Application);
    assert_eq!(applied.applications.paid, PaidAt::Allocation);
    assert_eq!(applied.applications.validation, Validation::Staff);
    let applied =
        phase("makes = \"applications\"\npaid = \"with-application\"\nvalidation = \"none\"");
    let terms = ApplicationTerms { paid: PaidAt::Application, validation: Validation::None };
    assert_eq!(applied.applications, terms);
}

#[test]
fn what_is_about_applications_needs_some() {
    let why = parse(&with("paid = \"with-application\"")).unwrap_err();
    assert!(why.starts_with("launch.makes: landrush makes registrations"), "{why}");
    assert!(parse(&with("makes = \"lots\"")).is_err());
}
