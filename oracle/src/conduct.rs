//! What an operator does with what it found. The default is honest, and the service's own binary has no other:
//! a demonstration of dishonest operators supplies its own [`Conduct`] from outside.

use io_api::settlement::Settlement;

/// Points at which an operator could deviate.
pub trait Conduct: Send + Sync + 'static {
    /// Prices about to be posted: `(feed, USD × 10⁸)`.
    fn prices(&self, _prices: &mut Vec<(u8, u64)>) {}

    /// A settlement about to be proposed or voted for.
    fn settlement(&self, _settlement: &mut Settlement) {}
}

/// Does what the rules say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Honest;

impl Conduct for Honest {}
