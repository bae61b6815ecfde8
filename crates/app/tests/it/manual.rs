//! Each command of `docs/directory.md`, run against a demonstration: what is below it is in its
//! answer.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::demonstration::Demonstration;
use crate::stage::on_both;

const MANUAL: &str = include_str!("../../../../docs/directory.md");

/// A command, and lines that its answer has somewhere.
struct Shown<'a> {
    command: &'a str,
    answer: Vec<&'a str>,
}

fn shown() -> Vec<Shown<'static>> {
    let mut all: Vec<Shown<'_>> = Vec::new();
    for block in MANUAL.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match (line.strip_prefix("$ "), all.last_mut()) {
                (Some(command), _) => all.push(Shown { command, answer: Vec::new() }),
                (None, Some(last)) => last.answer.push(line),
                (None, None) => panic!("{line}: an answer to nothing"),
            }
        }
    }
    all
}

/// The command for a demonstration whose ports are others.
fn here(place: &Demonstration, command: &str) -> String {
    let authority = |url: &str| url.split('/').nth(2).unwrap().to_owned();
    let rdap = place.rdap();
    command
        .replace("localhost:8081", &authority(&rdap.url))
        .replace("localhost:8443", &authority(&rdap.https_url))
        .replace("localhost:7743", &place.whois().to_string())
        .replace("localhost:7744", &place.das().to_string())
        .replace("TOKEN", &rdap.staff_token)
        .replace("DIR", place.config().parent().unwrap().to_str().unwrap())
}

/// What a shell that finds `foral` writes, to both of its streams.
fn answer(command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_foral")).parent().unwrap();
    let script = format!("PATH='{}':$PATH; {{ {command}; }} 2>&1", program.display());
    let mut shell = Command::new("sh");
    let output = shell.args(["-c", &script]).stdin(Stdio::null()).output();
    let output = output.unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_command_of_the_directorys_page_answers_as_it_says() {
    let all = shown();
    assert!(all.len() > 20, "the commands were not found");
    on_both(async |place| {
        for shown in &all {
            let command = here(place, shown.command);
            let said = answer(&command);
            for line in &shown.answer {
                let words: Vec<_> = line.split_whitespace().collect();
                let one = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(one(&said).contains(&words.join(" ")), "{command}\n{line}\n{said}");
            }
        }
    })
    .await;
}
