//! Settlements: proposals made, seals seen.

use io_api::proposal::Proposal;
use io_api::readers::ReportDigest;
use io_api::settlement::Settlement;
use sqlx::Row as _;

use super::{Result, Store, StoreError, int};

impl Store {
    /// Keeps a proposal this operator made; the first of a round counts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_proposal(&self, proposal: &Proposal) -> Result<()> {
        let body =
            serde_json::to_string(proposal).map_err(|_| StoreError::Corrupt("a proposal"))?;
        sqlx::query(
            "INSERT INTO proposals (epoch, round, body) VALUES ($1, $2, $3) ON CONFLICT (epoch, round) DO NOTHING",
        )
        .bind(int(proposal.epoch)?)
        .bind(i64::from(proposal.round))
        .bind(body)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The proposal this operator made in a round.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn proposal(&self, epoch: u64, round: u32) -> Result<Option<Proposal>> {
        let row = sqlx::query("SELECT body FROM proposals WHERE epoch = $1 AND round = $2")
            .bind(int(epoch)?)
            .bind(i64::from(round))
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| {
            serde_json::from_str(row.try_get("body")?)
                .map_err(|_| StoreError::Corrupt("a proposal"))
        })
        .transpose()
    }

    /// Notes a seal whose report is in the store.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_seal(&self, settlement: &Settlement, digest: &ReportDigest) -> Result<()> {
        let digest = serde_json::to_string(digest).map_err(|_| StoreError::Corrupt("a digest"))?;
        sqlx::query(
            "INSERT INTO seals (epoch, settlement, digest) VALUES ($1, $2, $3) \
             ON CONFLICT (epoch) DO UPDATE SET settlement = excluded.settlement, digest = excluded.digest",
        )
        .bind(int(settlement.epoch)?)
        .bind(settlement.to_bytes().as_slice())
        .bind(digest)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The latest seals whose reports are in the store, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn latest_seals(&self, count: u32) -> Result<Vec<Settlement>> {
        let rows = sqlx::query("SELECT settlement FROM seals ORDER BY epoch DESC LIMIT $1")
            .bind(i64::from(count))
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Settlement::from_bytes(row.try_get("settlement")?)
                    .map_err(|_| StoreError::Corrupt("a settlement"))
            })
            .collect()
    }

    /// The hour in figures.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn report_digest(&self, epoch: u64) -> Result<Option<ReportDigest>> {
        let row = sqlx::query("SELECT digest FROM seals WHERE epoch = $1")
            .bind(int(epoch)?)
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| {
            serde_json::from_str(row.try_get("digest")?)
                .map_err(|_| StoreError::Corrupt("a digest"))
        })
        .transpose()
    }
}
