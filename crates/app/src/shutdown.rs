//! The one signal that ends everything: Ctrl-C or SIGTERM.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::failure::Failure;

/// Becomes true when the program shall end.
pub(crate) type Shutdown = watch::Receiver<bool>;

/// Listens for Ctrl-C and SIGTERM from now on.
///
/// # Errors
/// If the system refuses to deliver signals.
pub(crate) fn listen() -> Result<Shutdown, Failure> {
    let failed = |error| Failure::new("signals cannot be received", error);
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let (ending, shutdown) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("ending");
        ending.send_replace(true);
    });
    Ok(shutdown)
}

/// Completes when the program shall end.
pub(crate) async fn begun(mut shutdown: Shutdown) {
    // A dropped sender is an end as well.
    let _ = shutdown.wait_for(|ending| *ending).await;
}
