//! WHOIS and the availability service, as their clients meet them.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::commands::domain_create;
use crate::stage::{fresh, ok, on_both, registered, somebody};
use crate::web_client::WebClient;

/// All that a service of lines says to what is sent.
pub(crate) async fn said(address: SocketAddr, what: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(what.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_registered_is_there_at_once() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let name = fresh("diretorio");
        let free = said(place.whois(), &format!("{name}\r\n")).await;
        assert_eq!(free, format!("{name} - No Match\r\n"));
        assert_eq!(
            said(place.das(), &format!("{name}\r\n")).await,
            format!("{name} available\r\n")
        );
        let (handle, email) = somebody(&mut alfa, "Helena Prates").await;
        ok(&mut alfa, &domain_create(&name, &handle)).await;
        let shown = said(place.whois(), &format!("{}\r\n", name.to_uppercase())).await;
        assert!(shown.starts_with(&format!("Domain: {name}\r\nDomain Status: ")), "{shown}");
        assert!(shown.contains("\r\nAdmin Name: Alfa Registos, Lda.\r\n"), "{shown}");
        for kept in ["Helena", &email, &handle, "Owner"] {
            assert!(!shown.contains(kept), "a human being consented to nothing: {shown}");
        }
        let taken = said(place.das(), &format!("{name}\r\n")).await;
        assert_eq!(taken, format!("{name} registered\r\n"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whois_is_asked_in_either_form_and_answers_in_the_zones_own() {
    on_both(async |place| {
        let shown = said(place.whois(), "pastelaria-açor.pt\r\n").await;
        assert!(shown.contains("Domain: pastelaria-açor.pt\r\n"), "{shown}");
        assert!(shown.contains("Owner Name: Pastelaria Açor, Lda.\r\n"), "bodies are: {shown}");
        assert!(shown.contains("Owner Email: gerencia@pastelaria-acor.example\r\n"), "{shown}");
        let name = foral_model::name::DomainName::parse("pastelaria-açor.pt").unwrap();
        let ascii = said(place.whois(), &format!("domain {}\r\n", name.as_str())).await;
        assert_eq!(ascii, shown);
        let generic = said(place.whois(), "biblioteca.feira.example\r\n").await;
        assert!(generic.starts_with("Domain Name: biblioteca.feira.example\r\n"), "{generic}");
        for line in [
            "Registrar IANA ID: 9999\r\n",
            "Registrar Abuse Contact Email: abuse@gama.example\r\n",
            "DNSSEC: ",
            ">>> Last update of WHOIS database: ",
        ] {
            assert!(generic.contains(line), "{line}: {generic}");
        }
        let sold = said(place.whois(), "padaria.feira.example\r\n").await;
        assert!(sold.contains("\r\nReseller: Balcão de Nomes, Lda.\r\n"), "{sold}");
        let host = said(place.whois(), "nameserver ns1.gama.example\r\n").await;
        assert!(host.starts_with("Server Name: ns1.gama.example\r\n"), "{host}");
        let registrar = said(place.whois(), "registrar Gama Internet, S.L.\r\n").await;
        assert!(registrar.contains("Registrar IANA ID: 9999\r\n"), "{registrar}");
        let none = said(place.whois(), "nada.feira.example\r\n").await;
        assert!(none.starts_with("Domain not found.\r\n"), "{none}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_query_hears_one_line() {
    on_both(async |place| {
        for query in ["\r\n", "-T dn exemplo.pt\r\n", "a b c\r\n", "*\r\n"] {
            let help = said(place.whois(), query).await;
            assert_eq!(help.lines().count(), 1, "{query}: {help}");
            assert!(help.starts_with("% "), "{help}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn availability_is_told_line_by_line_by_the_law_of_check() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (name, ..) = registered(&mut alfa, "das").await;
        let questions = format!("{name}\r\nlivre-para-das.pt\nwww.pt\r\n-a.pt\r\nx.test\r\na b\r\n");
        let answers = said(place.das(), &questions).await;
        let expected = format!(
            "{name} registered\r\nlivre-para-das.pt available\r\nwww.pt reserved\r\n-a.pt invalid\r\n\
             x.test not-here\r\n? invalid\r\n"
        );
        assert_eq!(answers, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_look_names_up_in_the_portal() {
    on_both(async |place| {
        let port = place.portal().rsplit(':').next().unwrap().parse().unwrap();
        let mut client = WebClient::new(SocketAddr::from(([127, 0, 0, 1], port)));
        let body = client.get("/lookup?name=pastelaria-a%C3%A7or.pt").await;
        assert_eq!(body.status, 200);
        for shown in ["gerencia@pastelaria-acor.example", "ns1.dns.example", "id=\"dns\""] {
            assert!(body.body.contains(shown), "{shown}: {}", body.body);
        }
        let pasted = client
            .get("/lookup?name=https%3A%2F%2Fwww.ceramica-ferreira.pt%2Floja")
            .await;
        assert!(pasted.body.contains("id=\"found\""), "{}", pasted.body);
        let person = client.get("/lookup?name=ceramica-ferreira.pt").await;
        assert!(person.body.contains("id=\"request\""), "{}", person.body);
        for kept in ["maria.ferreira", "Rua das Flores", "219876541"] {
            assert!(!person.body.contains(kept), "{kept}: {}", person.body);
        }
        assert!(
            client
                .get("/lookup?name=nada-disto.pt")
                .await
                .body
                .contains("id=\"free\"")
        );
        for (name, said) in [
            ("nic.pt", "is reserved"),
            ("com.pt", "is reserved"),
            ("www.exemplo.invalid", "not directly below a zone"),
            ("ab--c.pt", "hyphens"),
        ] {
            let page = client.get(&format!("/lookup?name={name}")).await;
            let told = page.body.contains("id=\"not-free\"") && page.body.contains(said);
            assert!(page.status == 200 && told, "{name}: {}", page.body);
        }
        assert_eq!(client.get("/lookup?name=-").await.status, 422);
        for (asked, leads) in [
            ("/disclosure", "/lookup"),
            ("/disclosure?name=-", "/lookup?name=-"),
            ("/disclosure?name=nada-disto.pt", "/lookup?name=nada-disto.pt"),
        ] {
            let sent = client.get(asked).await;
            assert_eq!((sent.status, sent.header("location")), (303, Some(leads)), "{asked}");
        }
    })
    .await;
}
