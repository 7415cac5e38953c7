//! Uploaded proofs and the verdicts on them.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use super::{Result, Store, digest, int, uint};
use io_api::Digest;

/// A proof as it was uploaded; the first upload of an epoch counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProof {
    /// Registry index.
    pub device: u32,
    /// The device's leaf in its supplier's commit tree.
    pub commit_leaf: Digest,
    /// The device's leaf in its supplier's response tree.
    pub response_leaf: Digest,
    /// The uploaded body.
    pub body: Vec<u8>,
}

/// What is known of a proof without its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JudgedProof {
    /// Registry index.
    pub device: u32,
    /// The device's leaf in its supplier's commit tree.
    pub commit_leaf: Digest,
    /// The device's leaf in its supplier's response tree.
    pub response_leaf: Digest,
    /// See [`crate::summary::verdict`].
    pub verdict: u8,
    /// Kind of the fault.
    pub reason: u8,
    /// Its position.
    pub place: u32,
}

impl Store {
    /// Keeps an uploaded proof; a second one of the same epoch changes nothing.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn put_proof(&self, epoch: u64, proof: &StoredProof) -> Result<()> {
        sqlx::query(
            "INSERT INTO proofs (epoch, device, commit_leaf, response_leaf, body) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (epoch, device) DO NOTHING",
        )
        .bind(int(epoch)?)
        .bind(i64::from(proof.device))
        .bind(proof.commit_leaf.0.as_slice())
        .bind(proof.response_leaf.0.as_slice())
        .bind(proof.body.as_slice())
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The body of a device's proof.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn proof_body(&self, epoch: u64, device: u32) -> Result<Option<Vec<u8>>> {
        let row = sqlx::query("SELECT body FROM proofs WHERE epoch = $1 AND device = $2")
            .bind(int(epoch)?)
            .bind(i64::from(device))
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| Ok(row.try_get("body")?)).transpose()
    }

    /// Notes the verdict on a proof.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn judge_proof(
        &self,
        epoch: u64,
        device: u32,
        verdict: u8,
        reason: u8,
        place: u32,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE proofs SET verdict = $3, reason = $4, place = $5 WHERE epoch = $1 AND device = $2",
        )
        .bind(int(epoch)?)
        .bind(i64::from(device))
        .bind(i64::from(verdict))
        .bind(i64::from(reason))
        .bind(i64::from(place))
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// All proofs of an epoch, by registry index.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn proofs(&self, epoch: u64) -> Result<Vec<JudgedProof>> {
        let rows = sqlx::query(
            "SELECT device, commit_leaf, response_leaf, verdict, reason, place \
             FROM proofs WHERE epoch = $1 ORDER BY device",
        )
        .bind(int(epoch)?)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(judged).collect()
    }
}

fn judged(row: &SqliteRow) -> Result<JudgedProof> {
    Ok(JudgedProof {
        device: uint(row.try_get("device")?)?,
        commit_leaf: digest(row.try_get("commit_leaf")?)?,
        response_leaf: digest(row.try_get("response_leaf")?)?,
        verdict: uint(row.try_get("verdict")?)?,
        reason: uint(row.try_get("reason")?)?,
        place: uint(row.try_get("place")?)?,
    })
}
