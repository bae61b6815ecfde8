//! The page of metrics: what happened is on it, in Prometheus' format.

use foral_testkit::name_server::free_address;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::commands::domain_check;
use crate::demonstration::Engine;
use crate::instance::{Instance, PASSWORD};

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_on_the_page_on_sqlite() {
    what_happens_is_on_the_page(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_on_the_page_on_postgresql() {
    what_happens_is_on_the_page(Engine::Postgres).await;
}

async fn what_happens_is_on_the_page(engine: Engine) {
    let mut instance = Instance::init(engine);
    instance.admit("ALFA", &[]);
    let address = free_address().unwrap();
    instance.append(&format!("[metrics]\naddress = '{address}'\n"));
    let front = instance.serve(&[]).await;
    let mut alfa = instance.connect(&front, "ALFA").await;
    assert_eq!(alfa.login("ALFA", PASSWORD).await.unwrap().code, 1000);
    alfa.exchange(&domain_check("livre.pt", "METER-1"))
        .await
        .unwrap();

    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = b"GET /metrics HTTP/1.1\r\nHost: foral\r\nConnection: close\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).await.unwrap();
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    for line in [
        "# TYPE foral_epp_commands_total counter",
        "foral_epp_commands_total{object=\"domain\",verb=\"check\",code=\"1000\"} 1",
        "foral_epp_connections 1",
        "foral_store_up 1",
        "foral_outbox_letters 0",
        "foral_ticker_late_seconds 0",
    ] {
        assert!(page.lines().any(|told| told == line), "{line} in {page}");
    }
}
