//! PostgreSQL: pooled connections that answer pipelined flights, and one that writes.

pub(crate) mod reader;
pub(crate) mod writer;

use std::collections::HashMap;
use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use bytes::BytesMut;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, Config, NoTls, Statement as Prepared};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::cells::{Cell, Rows};
use crate::dialect;
use crate::failure::Failure;
use crate::statement::{Statement, Value};

/// How to reach the database.
#[derive(Clone)]
pub(crate) struct Address {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address(PostgreSQL)")
    }
}

impl Address {
    /// Reads a URL. Certificates are judged by the platform's roots.
    pub(crate) fn parse(url: &str) -> Result<Self, Failure> {
        let mut config: Config = url.parse().map_err(|error| broken(&error))?;
        if config.get_application_name().is_none() {
            config.application_name("foral");
        }
        let remote = config
            .get_hosts()
            .iter()
            .any(|host| matches!(host, Host::Tcp(_)));
        let wanted = remote && config.get_ssl_mode() != SslMode::Disable;
        let tls = if wanted { Some(trust()?) } else { None };
        Ok(Self { config, tls })
    }

    /// Opens a connection, driven by a task of its own until it is dropped.
    pub(crate) async fn connect(&self) -> Result<Connection, Failure> {
        let client = match &self.tls {
            Some(tls) => {
                let (client, driver) = self
                    .config
                    .connect(tls.clone())
                    .await
                    .map_err(|error| broken(&error))?;
                drive(driver);
                client
            }
            None => {
                let (client, driver) = self
                    .config
                    .connect(NoTls)
                    .await
                    .map_err(|error| broken(&error))?;
                drive(driver);
                client
            }
        };
        Ok(Connection { client, prepared: HashMap::new() })
    }
}

fn trust() -> Result<MakeRustlsConnect, Failure> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::Broken(format!("TLS: {error}")))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn drive<F>(driver: F)
where
    F: Future<Output = Result<(), tokio_postgres::Error>> + Send + 'static,
{
    tokio::spawn(async move {
        if let Err(error) = driver.await {
            tracing::warn!(%error, "a connection to PostgreSQL ended");
        }
    });
}

/// A connection with its prepared statements.
#[derive(Debug)]
pub(crate) struct Connection {
    client: Client,
    prepared: HashMap<&'static str, Prepared>,
}

impl Connection {
    /// The client, for statements that are not ours to translate.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Whether nothing can be asked any more.
    fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Those statements that this connection has not met.
    fn unknown(&self, texts: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
        texts
            .filter(|text| !self.prepared.contains_key(text))
            .collect()
    }

    /// Prepares statements.
    async fn prepare(&mut self, texts: Vec<&'static str>) -> Result<(), Failure> {
        for text in texts {
            if !self.prepared.contains_key(text) {
                let prepared = self.client.prepare(&dialect::query(text)).await;
                let prepared = prepared
                    .map_err(|error| Failure::Broken(format!("{} in: {text}", broken(&error))))?;
                self.prepared.insert(text, prepared);
            }
        }
        Ok(())
    }

    fn find(&self, statement: &Statement) -> Result<&Prepared, Failure> {
        self.prepared
            .get(statement.sql)
            .ok_or_else(|| Failure::Broken("a statement was not prepared".to_owned()))
    }

    async fn query(&self, statement: &Statement) -> Result<Rows, Failure> {
        let prepared = self.find(statement)?;
        let columns = prepared.columns().len();
        let found = self
            .client
            .query(prepared, &slice(&statement.params))
            .await
            .map_err(|error| broken(&error))?;
        let mut cells = Vec::with_capacity(found.len() * columns);
        for row in &found {
            for column in 0..columns {
                cells.push(row.try_get(column).map_err(|error| broken(&error))?);
            }
        }
        Ok(Rows { columns, cells })
    }

    /// Runs statements within the transaction that is open, sent together.
    pub(crate) async fn within(&mut self, statements: &[Statement]) -> Result<Vec<Rows>, Failure> {
        let unknown = self.unknown(statements.iter().map(|statement| statement.sql));
        self.prepare(unknown).await?;
        let connection = &*self;
        let mut requests: Vec<Request<'_, Result<Rows, Failure>>> =
            Vec::with_capacity(statements.len());
        for statement in statements {
            requests.push(Box::pin(connection.query(statement)));
        }
        pipeline(requests).await.into_iter().collect()
    }

    async fn execute(&self, statement: &Statement) -> Result<u64, Failure> {
        let prepared = self.find(statement)?;
        let touched = self
            .client
            .execute(prepared, &slice(&statement.params))
            .await;
        touched.map_err(|error| judge(&error))
    }

    /// Sends a statement without parameters or rows: the words of a transaction.
    async fn say(&self, sql: &str) -> Result<(), Failure> {
        self.client
            .batch_execute(sql)
            .await
            .map_err(|error| judge(&error))
    }
}

fn slice(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

/// A request whose answer has the type `T`.
type Request<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends all requests before it waits for the first answer; the answers come in order.
///
/// A request leaves when its future is first polled, so all are polled once, in order.
async fn pipeline<T>(requests: Vec<Request<'_, T>>) -> Vec<T> {
    let mut flying: Vec<_> = requests
        .into_iter()
        .map(|request| (request, None))
        .collect();
    std::future::poll_fn(|context| {
        for (request, answer) in &mut flying {
            if let Poll::Ready(ready) = request.as_mut().poll(context) {
                *answer = Some(ready);
            }
        }
        Poll::Ready(())
    })
    .await;
    let mut answers = Vec::with_capacity(flying.len());
    for (request, answer) in flying {
        answers.push(match answer {
            Some(ready) => ready,
            None => request.await,
        });
    }
    answers
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *ty == Type::INT8 => number.to_sql(ty, out),
            Self::Text(text) if *ty == Type::TEXT => text.to_sql(ty, out),
            other => Err(format!("{other:?} cannot be a parameter of type {ty}").into()),
        }
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::INT8 || *ty == Type::TEXT
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Cell {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        match *ty {
            Type::INT8 => i64::from_sql(ty, raw).map(Self::Int),
            Type::INT4 => i32::from_sql(ty, raw).map(i64::from).map(Self::Int),
            _ => String::from_sql(ty, raw).map(Self::Text),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::TEXT].contains(ty)
    }
}

/// A failure of which the database is the cause. What the server said is kept.
pub(crate) fn broken(error: &tokio_postgres::Error) -> Failure {
    let cause = error
        .source()
        .map(|cause| format!(": {cause}"))
        .unwrap_or_default();
    Failure::Broken(format!("PostgreSQL: {error}{cause}"))
}

/// What a refused statement means: a guard that said no, or a lost race, is a conflict.
fn judge(error: &tokio_postgres::Error) -> Failure {
    let guards = [
        SqlState::UNIQUE_VIOLATION,
        SqlState::FOREIGN_KEY_VIOLATION,
        SqlState::CHECK_VIOLATION,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ];
    match error.code() {
        Some(code) if guards.contains(code) => Failure::Conflict,
        _ => broken(error),
    }
}
