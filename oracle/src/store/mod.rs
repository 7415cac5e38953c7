//! What survives a restart. SQLite; the SQL keeps to what PostgreSQL understands as well.

mod blobs;
mod heartbeats;
mod proofs;
mod seals;

use std::path::Path;
use std::str::FromStr;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Row as _, SqlitePool};

pub use heartbeats::HeartbeatWriter;
pub use proofs::{JudgedProof, StoredProof};

/// Epochs whose heartbeats, proofs, summaries and reports are kept.
pub const KEPT_EPOCHS: u64 = 4;

/// Why the store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused.
    #[error("the database refused: {0}; check its file, its disk and who else has it open")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error(
        "the database's schema cannot be brought up to date: {0}; was it made by a newer version?"
    )]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A value that this software never writes.
    #[error(
        "the database holds a value that this software never writes ({0}); restore it from a backup"
    )]
    Corrupt(&'static str),
}

/// Result of every query.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A pool of connections; clones share it.
#[derive(Clone, Debug)]
pub struct Store {
    pool: SqlitePool,
}

impl Store {
    /// Opens the database of `url` (such as `sqlite:oracle.db`), makes its file where it is missing, and brings
    /// its schema up to date.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A killed process loses nothing; a power cut may lose the last moments, which peers still hold.
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(std::time::Duration::from_secs(5));
        Self::migrated(
            SqlitePoolOptions::new()
                .max_connections(4)
                .connect_with(options)
                .await?,
        )
        .await
    }

    /// Opens the database file at `path`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_file(path: &Path) -> Result<Self> {
        Self::open(&format!("sqlite:{}", path.display())).await
    }

    async fn migrated(pool: SqlitePool) -> Result<Self> {
        sqlx::migrate!("./migrations").run(&pool).await?;
        Ok(Self { pool })
    }

    /// Closes all connections; what was committed is on disk.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Forgets what belongs to epochs before `epoch` - [`KEPT_EPOCHS`], but the reports named in `keep`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, epoch: u64, keep: &[io_api::Digest]) -> Result<()> {
        let before = int(epoch.saturating_sub(KEPT_EPOCHS))?;
        for query in [
            "DELETE FROM heartbeats WHERE epoch < $1",
            "DELETE FROM proofs WHERE epoch < $1",
            "DELETE FROM proposals WHERE epoch < $1",
        ] {
            sqlx::query(query).bind(before).execute(&self.pool).await?;
        }
        let old = sqlx::query("SELECT hash FROM blobs WHERE epoch < $1")
            .bind(before)
            .fetch_all(&self.pool)
            .await?;
        for row in old {
            let hash = digest(row.try_get("hash")?)?;
            if !keep.contains(&hash) {
                sqlx::query("DELETE FROM blobs WHERE hash = $1")
                    .bind(hash.0.as_slice())
                    .execute(&self.pool)
                    .await?;
            }
        }
        Ok(())
    }
}

/// A number as the database holds it.
fn int(value: u64) -> Result<i64> {
    i64::try_from(value).map_err(|_| StoreError::Corrupt("a number of 2^63 or more"))
}

/// A number from the database.
fn uint<T: TryFrom<i64>>(value: i64) -> Result<T> {
    T::try_from(value).map_err(|_| StoreError::Corrupt("a number out of its range"))
}

/// A digest from the database.
fn digest(bytes: &[u8]) -> Result<io_api::Digest> {
    let bytes = bytes
        .try_into()
        .map_err(|_| StoreError::Corrupt("a digest that is not 32 bytes"))?;
    Ok(io_api::Digest(bytes))
}
