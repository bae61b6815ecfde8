//! What the launch of a zone says of a name: phase, application, status and marks (RFC 8334,
//! section 3.2).

use foral_epp_wire::ext::launch::Phase;
use foral_epp_wire::ext::launch::info::{Marks, Shown, State, Status};
use foral_epp_wire::ext::mark::Mark;
use foral_epp_wire::ext::signed_mark::SignedMark;
use foral_epp_wire::told::Words as Said;
use foral_model::launch::application::{
    Application, ApplicationNotice, ApplicationState, Evidence, LaunchRecord, Standing,
};
use foral_registry::view::Sight;

/// What is said of a name.
pub(crate) struct Launched {
    phase: Phase,
    application: Option<String>,
    state: ApplicationState,
    remark: Option<String>,
    marks: Vec<Mark>,
}

impl Launched {
    /// What is said of a registration in a phase that left nothing behind.
    pub(crate) const fn registered(phase: Phase) -> Self {
        let state = ApplicationState::Allocated;
        Self { phase, application: None, state, remark: None, marks: Vec::new() }
    }

    /// What a registration left behind. Its marks are for those who may see all of it.
    pub(crate) fn recorded(record: &LaunchRecord, wanted: Marks, sight: Sight) -> Self {
        let application = record.application.as_ref();
        Self {
            phase: record.phase.clone(),
            application: application.map(|(id, _)| id.to_string()),
            state: ApplicationState::Allocated,
            remark: None,
            marks: match sight {
                Sight::Full => marks(&record.evidence, wanted),
                Sight::Limited => Vec::new(),
            },
        }
    }

    /// How an application stands.
    pub(crate) fn applied(application: &Application, wanted: Marks) -> Self {
        let Standing { state, remark, .. } = &application.standing;
        Self {
            phase: application.phase.clone(),
            application: Some(application.id.to_string()),
            state: state.clone(),
            remark: remark.clone(),
            marks: marks(&application.evidence, wanted),
        }
    }

    /// How an application stood when a message was queued.
    pub(crate) fn told(notice: &ApplicationNotice) -> Self {
        let Standing { state, remark, .. } = &notice.standing;
        Self {
            phase: notice.phase.clone(),
            application: Some(notice.id.to_string()),
            state: state.clone(),
            remark: remark.clone(),
            marks: Vec::new(),
        }
    }

    /// The same, as an answer carries it. A remark is staff's, in whatever language that wrote it.
    pub(crate) fn shown<'l>(&'l self, lang: &'l str) -> Shown<'l> {
        let status = Status {
            state: state(&self.state),
            name: self.state.name(),
            remark: self.remark.as_deref().map(|text| Said { text, lang }),
        };
        Shown {
            phase: &self.phase,
            application: self.application.as_deref(),
            status: Some(status),
            marks: &self.marks,
        }
    }
}

const fn state(state: &ApplicationState) -> State {
    match state {
        ApplicationState::PendingValidation => State::PendingValidation,
        ApplicationState::Validated => State::Validated,
        ApplicationState::Invalid => State::Invalid,
        ApplicationState::PendingAllocation => State::PendingAllocation,
        ApplicationState::Allocated => State::Allocated,
        ApplicationState::Rejected => State::Rejected,
        ApplicationState::Custom(_) => State::Custom,
    }
}

/// The marks of what was kept. What was read once reads again.
fn marks(evidence: &Evidence, wanted: Marks) -> Vec<Mark> {
    if wanted == Marks::Omit {
        return Vec::new();
    }
    let read = |octets: &[u8]| SignedMark::parse(octets).ok().map(|signed| signed.mark);
    evidence
        .marks
        .iter()
        .filter_map(|kept| read(&kept.document.0))
        .collect()
}
