//! Every command that EPP has, as bytes.

use foral_epp_wire::command::{Body, Envelope, Frame};
use foral_epp_wire::namespace::Object;
use foral_epp_wire::{NoWireForm, read, write_command, write_hello};
use foral_model::command::Command;
use foral_model::id::MessageId;

use crate::golden::check;
use crate::{contacts, domains, extensions, name, organisations, read_command, sent, sessions};

/// All samples by name.
pub(crate) fn all() -> Vec<(&'static str, Envelope)> {
    let mut all = sessions::all();
    all.extend(contacts::all());
    all.extend(domains::all());
    all.extend(extensions::all());
    all.extend(organisations::all());
    all
}

#[test]
fn commands_are_written_and_read_as_their_goldens() {
    for (title, envelope) in all() {
        let mut written = Vec::new();
        write_command(&mut written, &envelope).unwrap();
        assert_eq!(read_command(&written), envelope, "{title}");
        let golden = check(&format!("command/{title}.xml"), &written);
        assert_eq!(read_command(&golden), envelope, "{title}, from its golden");
    }
}

#[test]
fn hello_is_a_frame_of_its_own() {
    let mut written = Vec::new();
    write_hello(&mut written);
    let golden = check("command/hello.xml", &written);
    assert_eq!(read(&golden), Ok(Frame::Hello));
}

#[test]
fn an_acknowledgement_by_number_is_written_like_one_by_text() {
    let mut by_number = Vec::new();
    write_command(&mut by_number, &sent(Body::Do(Command::PollAck(MessageId(4711))))).unwrap();
    let read = read_command(&by_number);
    assert_eq!(read.body, Body::PollAck(Some("4711".to_owned())));
}

#[test]
fn what_only_other_doors_know_is_not_written() {
    let mut written = Vec::new();
    let code = sent(Body::Do(Command::CodeCreate(name("exemplo.pt"))));
    assert_eq!(write_command(&mut written, &code), Err(NoWireForm));
    assert!(written.is_empty());
}

#[test]
fn a_command_knows_its_object() {
    for (title, envelope) in all() {
        let object = title.split('-').next().and_then(|prefix| {
            Object::ALL
                .into_iter()
                .find(|object| object.prefix() == prefix)
        });
        assert_eq!(envelope.body.object(), object, "{title}");
    }
}
