//! Minutes heard. Heartbeats come by the thousand, so what is waiting is written in one transaction, and each is
//! answered only once it is written.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::Row as _;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::{Result, Store, int, uint};

/// Heartbeats written at once, at most.
const BATCH: usize = 4_096;

/// One heartbeat to write.
struct Entry {
    epoch: u64,
    device: u32,
    minute: u8,
    written: oneshot::Sender<bool>,
}

/// The newest heartbeat of a device that was let in.
#[derive(Clone, Copy, Debug)]
struct Latest {
    slot: u64,
    epoch: u64,
    minute: u8,
}

/// Where heartbeats go to be written.
#[derive(Clone, Debug)]
pub struct HeartbeatWriter {
    queue: mpsc::Sender<Entry>,
    latest: Arc<Mutex<HashMap<u32, Latest>>>,
}

impl HeartbeatWriter {
    /// A writer and the loop that must run for it; the loop ends when told to or when all writers are gone.
    pub fn new(store: Store, stop: CancellationToken) -> (Self, impl Future<Output = Result<()>>) {
        let (queue, waiting) = mpsc::channel(BATCH);
        let latest = Arc::default();
        (Self { queue, latest }, write_loop(store, waiting, stop))
    }

    /// Whether a heartbeat bound to `slot` may count in this minute. One signature is good for one minute: the slot
    /// must be newer than that of the device's heartbeats before, unless those came in the same minute, in which
    /// nothing more can be gained. Otherwise a signature could be kept and sent again in the next minute, while its
    /// slot is still young, and a device be at work every other minute only.
    ///
    /// Not written down: a restart forgets one heartbeat of each device, which can gain it one minute.
    #[must_use]
    pub fn admits(&self, device: u32, slot: u64, epoch: u64, minute: u8) -> bool {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let new = Latest {
            slot,
            epoch,
            minute,
        };
        match latest.get_mut(&device) {
            None => {
                latest.insert(device, new);
                true
            }
            Some(old) if slot > old.slot => {
                *old = new;
                true
            }
            Some(old) => (old.epoch, old.minute) == (epoch, minute),
        }
    }

    /// Writes a heartbeat; `false` when it could not be written and must be sent again.
    pub async fn record(&self, epoch: u64, device: u32, minute: u8) -> bool {
        let (written, answer) = oneshot::channel();
        let sent = self
            .queue
            .send(Entry {
                epoch,
                device,
                minute,
                written,
            })
            .await;
        sent.is_ok() && answer.await.unwrap_or(false)
    }
}

async fn write_loop(
    store: Store,
    mut waiting: mpsc::Receiver<Entry>,
    stop: CancellationToken,
) -> Result<()> {
    let mut batch = Vec::new();
    loop {
        let count = tokio::select! {
            count = waiting.recv_many(&mut batch, BATCH) => count,
            () = stop.cancelled() => 0,
        };
        if count == 0 {
            return Ok(());
        }
        let mut maps: BTreeMap<(u64, u32), u64> = BTreeMap::new();
        for entry in &batch {
            *maps.entry((entry.epoch, entry.device)).or_default() |= 1 << entry.minute.min(59);
        }
        let written = store.add_minutes(&maps).await;
        for entry in batch.drain(..) {
            // Whoever no longer waits does not need the answer.
            let _ = entry.written.send(written.is_ok());
        }
        written?;
    }
}

impl Store {
    /// Adds minutes to what was heard, by epoch and registry index.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn add_minutes(&self, maps: &BTreeMap<(u64, u32), u64>) -> Result<()> {
        let mut transaction = self.pool.begin().await?;
        for ((epoch, device), minutes) in maps {
            sqlx::query(
                "INSERT INTO heartbeats (epoch, device, minutes) VALUES ($1, $2, $3) \
                 ON CONFLICT (epoch, device) DO UPDATE SET minutes = heartbeats.minutes | excluded.minutes",
            )
            .bind(int(*epoch)?)
            .bind(i64::from(*device))
            .bind(int(*minutes)?)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Minutes heard in an epoch, by registry index.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn minutes(&self, epoch: u64) -> Result<BTreeMap<u32, u64>> {
        let rows = sqlx::query("SELECT device, minutes FROM heartbeats WHERE epoch = $1")
            .bind(int(epoch)?)
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    uint(row.try_get("device")?)?,
                    uint(row.try_get("minutes")?)?,
                ))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_signature_counts_in_one_minute() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let (writer, _) = HeartbeatWriter::new(store, CancellationToken::new());
        assert!(writer.admits(7, 100, 1, 59));
        assert!(writer.admits(7, 100, 1, 59), "sent again at once");
        assert!(writer.admits(7, 99, 1, 59), "overtaken on the way");
        assert!(!writer.admits(7, 100, 2, 0), "kept for the next minute");
        assert!(!writer.admits(7, 99, 2, 0));
        assert!(writer.admits(7, 101, 2, 0));
        assert!(writer.admits(7, 100, 2, 0), "the minute counts already");
        assert!(writer.admits(8, 100, 2, 0), "another device");
    }
}
