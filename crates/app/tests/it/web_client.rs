//! A browser without eyes: HTTP requests with cookies, and nothing done unasked.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;

/// Who asks, with the cookies that were given.
#[derive(Clone)]
pub(crate) struct WebClient {
    address: SocketAddr,
    tls: Option<Arc<ClientConfig>>,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// An answer.
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl WebClient {
    /// Somebody who was never here.
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, tls: None, cookies: BTreeMap::new() }
    }

    /// The same, over TLS.
    pub(crate) fn with_tls(address: SocketAddr, tls: Arc<ClientConfig>) -> Self {
        Self { tls: Some(tls), ..Self::new(address) }
    }

    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answered {
        self.ask("GET", path, &[], "").await
    }

    /// Sends a form, with fields of the head that a browser would add.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        head: &[(&str, &str)],
    ) -> Answered {
        let pairs = fields
            .iter()
            .map(|(key, value)| format!("{key}={}", escaped(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        self.ask("POST", path, head, &body).await
    }

    /// Opens `page`, and sends its form to `action` with these fields and its token.
    pub(crate) async fn fill(
        &mut self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Answered {
        let form = self.get(page).await;
        let token = form.token(action);
        let fields: Vec<_> = fields
            .iter()
            .copied()
            .chain([("token", token.as_str())])
            .collect();
        self.post(action, &fields, &[]).await
    }

    /// Signs in.
    pub(crate) async fn sign_in(&mut self, handle: &str, password: &str) -> Answered {
        self.fill("/login", "/login", &[("handle", handle), ("password", password)])
            .await
    }

    /// Asks in any way.
    pub(crate) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        head: &[(&str, &str)],
        body: &str,
    ) -> Answered {
        let host = format!("localhost:{}", self.address.port());
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        if !self.cookies.is_empty() {
            let pairs = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            request += &format!("Cookie: {}\r\n", pairs.collect::<Vec<_>>().join("; "));
        }
        for (name, value) in head {
            request += &format!("{name}: {value}\r\n");
        }
        if method == "POST" {
            request += "Content-Type: application/x-www-form-urlencoded\r\n";
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        request += &format!("\r\n{body}");
        let answered = Answered::parse(&self.exchange(request.as_bytes()).await);
        self.keep_cookies(&answered);
        answered
    }

    async fn exchange(&self, request: &[u8]) -> Vec<u8> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        match &self.tls {
            None => spoken(stream, request).await,
            Some(tls) => {
                let name = "localhost".try_into().unwrap();
                let connector = TlsConnector::from(Arc::clone(tls));
                spoken(connector.connect(name, stream).await.unwrap(), request).await
            }
        }
    }

    fn keep_cookies(&mut self, answered: &Answered) {
        for cookie in answered.all("set-cookie") {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answered {
    /// A field of the head.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self.headers.iter();
        fields
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// All fields of that name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.headers.iter().filter(move |(field, _)| field == name);
        fields.map(|(_, value)| value.as_str())
    }

    /// The hidden token of the form that goes to `action`.
    pub(crate) fn token(&self, action: &str) -> String {
        let form = self.body.split(&format!("action=\"{action}\"")).nth(1);
        let form = form.unwrap_or_else(|| panic!("no form to {action}: {}", self.body));
        let value = form.split("name=\"token\" value=\"").nth(1).unwrap();
        value.split('"').next().unwrap().to_owned()
    }

    /// The body without what differs each time: the tokens of forms.
    pub(crate) fn words(&self) -> String {
        let mut pieces = self.body.split("name=\"token\" value=\"");
        let mut words = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            words += piece.split_once('"').map_or("", |(_, rest)| rest);
        }
        words
    }

    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status,
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }
}

async fn spoken(mut stream: impl AsyncRead + AsyncWrite + Unpin, request: &[u8]) -> Vec<u8> {
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer).await {
        // Some peers end TLS without a farewell; the answer has its length.
        Err(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => panic!("{error}"),
        _ => answer,
    }
}

fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
