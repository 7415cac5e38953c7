//! Starts the loops in order, stops them in reverse, and lets the first failure stop the rest.

use std::future::Future;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How long a loop may take to stop before it is dropped. Nothing depends on its last words: what must not be
/// lost is on disk before it is sent.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// A loop ended that should not have.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{name} stopped: {reason}; the worker stops with it, look above in the log and start it again"
)]
pub struct ServiceFailed {
    /// The loop.
    pub name: &'static str,
    /// Its error.
    pub reason: String,
}

struct Service {
    name: &'static str,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Drop for Service {
    // A loop must not outlive whoever supervises it.
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The running loops.
pub struct Supervisor {
    services: Vec<Service>,
    ended: mpsc::UnboundedSender<ServiceFailed>,
    first_ended: mpsc::UnboundedReceiver<ServiceFailed>,
}

impl Default for Supervisor {
    fn default() -> Self {
        Self::new()
    }
}

impl Supervisor {
    /// With no loop yet.
    #[must_use]
    pub fn new() -> Self {
        let (ended, first_ended) = mpsc::unbounded_channel();
        Self {
            services: Vec::new(),
            ended,
            first_ended,
        }
    }

    /// Starts a loop, which must end soon after its token is cancelled and not before.
    pub fn start<F>(&mut self, name: &'static str, service: impl FnOnce(CancellationToken) -> F)
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        let stop = CancellationToken::new();
        let (running, ended) = (tokio::spawn(service(stop.clone())), self.ended.clone());
        let abort = AbortOnDrop(running.abort_handle());
        let stopped = stop.clone();
        let task = tokio::spawn(async move {
            let _abort = abort;
            let reason = match running.await {
                Ok(Ok(())) if stopped.is_cancelled() => return,
                Ok(Ok(())) => "it ended by itself".to_owned(),
                Ok(Err(reason)) => reason,
                Err(panic) => panic.to_string(),
            };
            // Nobody listens any more only when everything is stopped already.
            let _ = ended.send(ServiceFailed { name, reason });
        });
        self.services.push(Service { name, stop, task });
    }

    /// Waits for `shutdown` or the first loop that ends, then stops all in reverse order.
    ///
    /// # Errors
    /// The first failure.
    pub async fn run(mut self, shutdown: CancellationToken) -> Result<(), ServiceFailed> {
        let failed = tokio::select! {
            () = shutdown.cancelled() => None,
            failed = self.first_ended.recv() => failed,
        };
        while let Some(mut service) = self.services.pop() {
            tracing::debug!(service = service.name, "stopping");
            service.stop.cancel();
            let stopped = tokio::time::timeout(STOP_LIMIT, &mut service.task).await;
            if stopped.is_err() {
                tracing::warn!(service = service.name, "does not stop, dropping it");
            }
        }
        match failed {
            Some(failed) => Err(failed),
            None => Ok(()),
        }
    }
}

struct AbortOnDrop(tokio::task::AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    type Stopped = Arc<Mutex<Vec<&'static str>>>;

    fn recorder(supervisor: &mut Supervisor, stopped: &Stopped, name: &'static str) {
        let stopped = stopped.clone();
        supervisor.start(name, |stop| async move {
            stop.cancelled().await;
            stopped.lock().unwrap().push(name);
            Ok(())
        });
    }

    #[tokio::test]
    async fn the_last_started_stops_first() {
        let (mut supervisor, stopped) = (Supervisor::new(), Stopped::default());
        for name in ["a", "b", "c"] {
            recorder(&mut supervisor, &stopped, name);
        }
        let shutdown = CancellationToken::new();
        shutdown.cancel();
        assert_eq!(supervisor.run(shutdown).await, Ok(()));
        assert_eq!(*stopped.lock().unwrap(), ["c", "b", "a"]);
    }

    #[tokio::test]
    async fn the_first_failure_or_panic_stops_the_rest() {
        async fn fail() -> Result<(), String> {
            Err("no disk".into())
        }
        async fn panic() -> Result<(), String> {
            panic!("a bug")
        }
        async fn end() -> Result<(), String> {
            Ok(())
        }
        let run = async |start: fn(&mut Supervisor)| {
            let (mut supervisor, stopped) = (Supervisor::new(), Stopped::default());
            recorder(&mut supervisor, &stopped, "a");
            start(&mut supervisor);
            let failed = supervisor.run(CancellationToken::new()).await.unwrap_err();
            assert_eq!(*stopped.lock().unwrap(), ["a"]);
            assert_eq!(failed.name, "b");
            failed.reason
        };
        assert_eq!(run(|s| s.start("b", |_| fail())).await, "no disk");
        assert!(run(|s| s.start("b", |_| panic())).await.contains("panic"));
        assert_eq!(run(|s| s.start("b", |_| end())).await, "it ended by itself");
    }
}
