//! What is asked, what each answer does, and the two buttons.

use askama::Template;
use foral_model::command::{Agent, Verdict};
use foral_registry::decision::{Agents, DecisionView, Direct, Person, Question};
use foral_words::Words;
use serde::Deserialize;

use crate::frame::Frame;
use crate::pages::domain::Title;

/// The page that asks.
#[derive(Template)]
#[template(path = "decide.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    /// Where the form is sent to.
    pub(crate) action: String,
    pub(crate) token: String,
    pub(crate) name: String,
    pub(crate) heading: String,
    pub(crate) lede: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) yes: String,
    pub(crate) no: String,
    pub(crate) silence: String,
    pub(crate) agree: String,
    pub(crate) refuse: String,
    /// Who can look after the domain, where the reader chooses.
    pub(crate) choice: Option<Choice>,
    /// The handle of a reader who has signed in, and types the password again; a link asks for none.
    pub(crate) reader: Option<String>,
    pub(crate) problem: Option<String>,
}

/// The page after an answer.
#[derive(Template)]
#[template(path = "decided.html")]
pub(crate) struct Decided {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) text: String,
}

/// The page of a link that asks nothing (any more).
#[derive(Template)]
#[template(path = "decide_dead.html")]
pub(crate) struct Dead {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
}

/// Who can look after a domain.
pub(crate) struct Choice {
    pub(crate) way: Way,
    pub(crate) keep: String,
    /// Other registrars: identifier, name, whether it is chosen.
    pub(crate) others: Vec<(String, String, bool)>,
    pub(crate) nobody: Direct,
}

/// Which way was chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Way {
    /// The registrar stays.
    #[default]
    Keep,
    /// Another registrar.
    Other,
    /// Nobody but the registry.
    Nobody,
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Entry {
    pub(super) token: String,
    answer: String,
    agent: Way,
    registrar: String,
    pub(crate) password: String,
}

impl Entry {
    /// Its token.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// The answer, or what is wrong with the form. Who refuses chooses nobody.
    pub(crate) fn read(&self, t: Words, question: &Question) -> Result<(Verdict, Agent), String> {
        let verdict = match self.answer.as_str() {
            "agree" => Verdict::Agree,
            "refuse" => return Ok((Verdict::Refuse, Agent::Keep)),
            _ => return Err(t.oops_request()),
        };
        let Question::TakeOver { agents, .. } = question else {
            return Ok((verdict, Agent::Keep));
        };
        let agent = match self.agent {
            Way::Keep => Some(Agent::Keep),
            Way::Nobody => (agents.nobody == Direct::Offered).then_some(Agent::Nobody),
            Way::Other => agents
                .others
                .iter()
                .find(|known| known.id.as_str() == self.registrar)
                .map(|known| Agent::Registrar(known.id.clone())),
        };
        agent
            .map(|agent| (verdict, agent))
            .ok_or_else(|| t.decide_agent_missing())
    }
}

impl Page {
    /// The page again, with what was chosen and what is wrong.
    pub(crate) fn after(mut self, entry: &Entry, problem: String) -> Self {
        if let Some(choice) = &mut self.choice {
            choice.way = entry.agent;
            for (id, _, chosen) in &mut choice.others {
                *chosen = *id == entry.registrar;
            }
        }
        self.problem = Some(problem);
        self
    }
}

/// Puts the page together; pure.
pub(crate) fn assemble(frame: Frame, view: &DecisionView, action: String, token: String) -> Page {
    let t = frame.words;
    let name = Title::of(&view.domain).name;
    let until = (t.decide_until(), t.moment(view.until));
    let mut facts = vec![(t.code_asked_domain(), name.clone())];
    facts.push((t.domain_managed_by(), view.registrar.clone()));
    facts.extend(parties(t, &view.question));
    facts.push(until);
    let choice = match &view.question {
        Question::TakeOver { agents, .. } => Some(choice(t, &view.registrar, agents)),
        Question::Transfer { .. } | Question::GiveAway { .. } => None,
    };
    let sentences = sentences(t, &name, view);
    Page {
        t,
        action,
        token,
        name,
        facts,
        choice,
        reader: None,
        problem: None,
        heading: sentences.heading,
        lede: sentences.lede,
        yes: sentences.yes,
        no: sentences.no,
        silence: sentences.silence,
        agree: sentences.agree,
        refuse: sentences.refuse,
        frame,
    }
}

/// The page after an answer; pure.
pub(crate) fn decided(frame: Frame, view: &DecisionView, verdict: Verdict) -> Decided {
    let (t, name) = (frame.words, view.domain.unicode());
    let text = match (&view.question, verdict) {
        (Question::Transfer { .. }, Verdict::Agree) => t.decided_transfer_yes(name),
        (Question::Transfer { .. }, Verdict::Refuse) => t.decided_transfer_no(name),
        (Question::GiveAway { .. }, Verdict::Agree) => t.decided_giving_yes(name),
        (Question::GiveAway { .. }, Verdict::Refuse) => t.decided_giving_no(name),
        (Question::TakeOver { .. }, Verdict::Agree) => t.decided_taking_yes(name),
        (Question::TakeOver { .. }, Verdict::Refuse) => t.decided_taking_no(name),
    };
    Decided { t, text, frame }
}

struct Sentences {
    heading: String,
    lede: String,
    yes: String,
    no: String,
    silence: String,
    agree: String,
    refuse: String,
}

fn sentences(t: Words, name: &str, view: &DecisionView) -> Sentences {
    match &view.question {
        Question::Transfer { gaining } => Sentences {
            heading: t.decide_transfer_heading(gaining, name),
            lede: t.decide_transfer_lede(gaining, &view.registrar),
            yes: t.decide_transfer_yes(gaining),
            no: t.decide_transfer_no(gaining, &view.registrar),
            silence: t.decide_transfer_silence(),
            agree: t.decide_transfer_agree(),
            refuse: t.decide_transfer_refuse(),
        },
        Question::GiveAway { .. } => Sentences {
            heading: t.decide_giving_heading(name),
            lede: t.decide_giving_lede(),
            yes: t.decide_giving_yes(),
            no: t.decide_giving_no(),
            silence: t.decide_silence(),
            agree: t.decide_giving_agree(),
            refuse: t.decide_giving_refuse(),
        },
        Question::TakeOver { .. } => Sentences {
            heading: t.decide_taking_heading(name),
            lede: t.decide_taking_lede(),
            yes: t.decide_taking_yes(),
            no: t.decide_taking_no(),
            silence: t.decide_silence(),
            agree: t.decide_taking_agree(),
            refuse: t.decide_taking_refuse(),
        },
    }
}

fn parties(t: Words, question: &Question) -> Vec<(String, String)> {
    match question {
        Question::Transfer { gaining } => vec![(t.decide_gaining(), gaining.clone())],
        Question::GiveAway { new, asked_by } => {
            let asker = asked_by
                .iter()
                .map(|name| (t.decide_asked_by(), name.clone()));
            let new = (t.decide_new(), named(t, new));
            asker.chain([new]).collect()
        }
        Question::TakeOver { present, .. } => present
            .iter()
            .map(|person| (t.decide_present(), named(t, person)))
            .collect(),
    }
}

fn named(t: Words, person: &Person) -> String {
    match &person.name {
        Some(name) => t.decide_person(&person.handle, name),
        None => person.handle.to_string(),
    }
}

fn choice(t: Words, registrar: &str, agents: &Agents) -> Choice {
    let other = |card: &foral_registry::view::RegistrarCard| {
        (card.id.to_string(), card.name.clone(), false)
    };
    Choice {
        way: Way::Keep,
        keep: t.decide_agent_keep(registrar),
        others: agents.others.iter().map(other).collect(),
        nobody: agents.nobody,
    }
}

#[cfg(test)]
mod tests;
