//! Summaries, shards and reports, under the root or hash that names them.

use sqlx::Row as _;

use super::{Result, Store, digest, int};
use io_api::Digest;

impl Store {
    /// Keeps bytes under their hash or root. That they belong to it is the caller's to know.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn put_blob(&self, hash: &Digest, epoch: u64, bytes: &[u8]) -> Result<()> {
        sqlx::query("INSERT INTO blobs (hash, epoch, bytes) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING")
            .bind(hash.0.as_slice())
            .bind(int(epoch)?)
            .bind(bytes)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The bytes under a hash or root.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn blob(&self, hash: &Digest) -> Result<Option<Vec<u8>>> {
        let row = sqlx::query("SELECT bytes FROM blobs WHERE hash = $1")
            .bind(hash.0.as_slice())
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| Ok(row.try_get("bytes")?)).transpose()
    }

    /// Fixes this operator's summary of an epoch and returns the one that is fixed: the first.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn fix_summary(&self, epoch: u64, root: &Digest) -> Result<Digest> {
        sqlx::query(
            "INSERT INTO summaries (epoch, root) VALUES ($1, $2) ON CONFLICT (epoch) DO NOTHING",
        )
        .bind(int(epoch)?)
        .bind(root.0.as_slice())
        .execute(&self.pool)
        .await?;
        Ok(self.own_summary(epoch).await?.unwrap_or(*root))
    }

    /// Root of this operator's summary of an epoch.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn own_summary(&self, epoch: u64) -> Result<Option<Digest>> {
        let row = sqlx::query("SELECT root FROM summaries WHERE epoch = $1")
            .bind(int(epoch)?)
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| digest(row.try_get("root")?)).transpose()
    }
}
