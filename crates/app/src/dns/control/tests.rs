//! What the command line asks arrives, however long it is.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn as_many_names_as_a_command_line_holds_are_asked_for_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let listener = listen(directory.path()).unwrap();
    let (desk, mut orders) = mpsc::channel(1);
    let zone = DomainName::parse("pt").unwrap();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let serving = tokio::spawn(serve(listener, Desks::from([(zone, desk)]), stopped));

    // Of these hardly 40 fit a question once.
    let label = "a".repeat(63);
    let names: Vec<String> = (0..8_000)
        .map(|number| format!("{number}.{label}.{label}.{label}.pt"))
        .collect();
    let publisher = tokio::spawn(async move {
        let Order { task, answer } = orders.recv().await.unwrap();
        answer.send(Ok(Answer::Done(7))).unwrap();
        task
    });
    let question = Question { zone: "pt".to_owned(), task: Asked::Resume(names.clone()) };
    let reply = ask(directory.path(), &question).await.unwrap();
    assert!(matches!(reply, Reply::Done { serial: 7 }), "{reply:?}");
    let Task::Resume(asked) = publisher.await.unwrap() else { panic!("names are resumed") };
    let asked: Vec<String> = asked.iter().map(ToString::to_string).collect();
    assert_eq!(asked, names);

    stop.send_replace(true);
    serving.await.unwrap();
}
