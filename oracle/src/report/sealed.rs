//! A report's bytes, and what whoever fetches them gets out of them.

use io_api::readers::ReportDigest;
use io_api::settlement::Settlement;
use io_core::{merkle, merkle_sum};
use sha2::{Digest as _, Sha256};

use super::{Books, Included, Report, Rules};
use crate::summary::{FormatError, Reader};

const MAGIC: &[u8; 8] = b"io-reprt";
const VERSION: u16 = 2;

/// ```text
/// "io-reprt" | version u16 | rules [32] | included u8 | (operator u8, summary root [32]) …
/// | settlement [180] with a zero report hash
/// | devices u32 | proofs passed u32 | proofs failed u32 | devices paid u32 | leases u32
/// | pool u64 | allocated u64 | books
/// ```
/// The figures cannot be had from the books, which know the sums of all hours only: whoever fetches the report
/// serves those that its voters agreed on.
pub(super) fn encode(
    settlement: &Settlement,
    included: &[Included<'_>],
    rules: &Rules,
    digest: &ReportDigest,
    books: &Books,
) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&rules.hash().0);
    out.push(included.len() as u8);
    for one in included {
        out.push(one.summary.operator);
        out.extend_from_slice(&one.summary.root().0);
    }
    out.extend_from_slice(&settlement.to_bytes());
    for figure in [
        digest.devices,
        digest.proofs_passed,
        digest.proofs_failed,
        digest.devices_paid,
        digest.leases,
    ] {
        out.extend_from_slice(&figure.to_le_bytes());
    }
    out.extend_from_slice(&digest.pool.to_le_bytes());
    out.extend_from_slice(&digest.allocated.to_le_bytes());
    books.write(&mut out);
    out
}

/// A sealed report as fetched by its hash: its settlement, the books after it and their trees.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The settlement.
    pub settlement: Settlement,
    /// The hour in figures.
    pub digest: ReportDigest,
    /// The books.
    pub books: Books,
    /// Lifetime rewards.
    pub rewards: merkle_sum::Tree,
    /// Attested seconds.
    pub usage: merkle::Tree,
}

impl Sealed {
    /// Reads a report and checks that it is the one `settlement` names and leads to its roots.
    ///
    /// # Errors
    /// [`FormatError::Root`] when it is another; other [`FormatError`]s when it is no report.
    pub fn from_bytes(bytes: &[u8], settlement: &Settlement) -> Result<Self, FormatError> {
        if Sha256::digest(bytes).as_slice() != settlement.report_hash.0 {
            return Err(FormatError::Root);
        }
        let mut reader = Reader::new(bytes);
        reader.magic(MAGIC, VERSION)?;
        reader.take(32)?;
        let mut included = Vec::new();
        for _ in 0..reader.u8()? {
            included.push(reader.u8()?);
            reader.take(32)?;
        }
        reader.take(Settlement::BYTES)?;
        let digest = ReportDigest {
            epoch: settlement.epoch,
            report_hash: settlement.report_hash,
            included,
            devices: reader.u32()?,
            proofs_passed: reader.u32()?,
            proofs_failed: reader.u32()?,
            devices_paid: reader.u32()?,
            leases: reader.u32()?,
            pool: reader.u64()?,
            allocated: reader.u64()?,
            leaves: settlement.n_leaves,
        };
        let books = Books::read(&mut reader)?;
        let (rewards, usage) = match (books.rewards_tree(), books.usage_tree()) {
            (Ok(rewards), Ok(usage)) => (rewards, usage),
            _ => return Err(FormatError::Value),
        };
        let root = rewards.root();
        let same = root.hash == settlement.rewards_root.0
            && root.sum == settlement.rewards_sum
            && usage.root() == settlement.usage_root.0
            && books.leaves == settlement.n_leaves
            && books.epoch == settlement.epoch;
        if same {
            Ok(Self {
                settlement: *settlement,
                digest,
                books,
                rewards,
                usage,
            })
        } else {
            Err(FormatError::Root)
        }
    }
}

impl From<Report> for Sealed {
    fn from(report: Report) -> Self {
        let Report {
            settlement,
            digest,
            books,
            rewards,
            usage,
            ..
        } = report;
        Self {
            settlement,
            digest,
            books,
            rewards,
            usage,
        }
    }
}
