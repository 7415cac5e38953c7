//! A report's bytes, and what whoever fetches them gets out of them.

use io_api::settlement::Settlement;
use io_core::{merkle, merkle_sum};
use sha2::{Digest as _, Sha256};

use super::{Books, Included, Report, Rules};
use crate::summary::{FormatError, Reader};

const MAGIC: &[u8; 8] = b"io-reprt";
const VERSION: u16 = 1;

/// ```text
/// "io-reprt" | version u16 | rules [32] | included u8 | (operator u8, summary root [32]) …
/// | settlement [180] with a zero report hash | books
/// ```
pub(super) fn encode(
    settlement: &Settlement,
    included: &[Included<'_>],
    rules: &Rules,
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
    books.write(&mut out);
    out
}

/// A sealed report as fetched by its hash: its settlement, the books after it and their trees.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The settlement.
    pub settlement: Settlement,
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
        let included = usize::from(reader.u8()?);
        reader.take(33 * included)?;
        reader.take(Settlement::BYTES)?;
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
            books,
            rewards,
            usage,
            ..
        } = report;
        Self {
            settlement,
            books,
            rewards,
            usage,
        }
    }
}
