//! `io claim`: stakers' rewards from the pool, suppliers' by the leaf of a final settlement.
use clap::Args;
use io_client::emissions::accounts::Claim as ClaimAccount;
use io_client::emissions::instructions::{Accrue, Claim as ClaimCall};
use io_client::pda;
use io_client::staking::accounts::Position;
use io_client::staking::instructions::ClaimRewards;
use io_core::units::IO_DECIMALS;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::failure::Failure;
use crate::landing::send_proof;
use crate::operator::{proof_bytes, reward_proof};
use crate::output::{Answer, text, tokens};
use crate::session::Session;

/// Claims rewards: a staker's, a supplier's, or both where the wallet is both.
#[derive(Args)]
pub struct Claim {
    /// Only what the stake has earned.
    #[arg(long, conflicts_with = "suppliers")]
    stakers: bool,
    /// Only what devices have earned.
    #[arg(long)]
    suppliers: bool,
    /// URL of the operator to ask for the proof; the listed ones in turn if not given.
    #[arg(long)]
    operator: Option<String>,
    /// Claims for this wallet, which is paid: anyone may. Suppliers' rewards only.
    #[arg(long, conflicts_with = "stakers")]
    wallet: Option<Pubkey>,
    /// A lookup table that an earlier claim has made.
    #[arg(long)]
    lookup_table: Option<Pubkey>,
}

struct Paid {
    pool: &'static str,
    amount: u64,
    signature: String,
    table: Option<Pubkey>,
}

impl Claim {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let key = session.wallet()?;
        let io_mint = session.io_mint().await?;
        let both = !self.stakers && !self.suppliers && self.wallet.is_none();
        let mut paid = Vec::new();
        if self.stakers || both {
            let staked = session
                .find::<Position>(&pda::position(&key.pubkey()))
                .await?
                .is_some();
            if staked {
                paid.push(claim_staker(session, &key, io_mint).await?);
            } else if self.stakers {
                return Err(Failure::Refused(format!(
                    "{} has never staked: there is nothing to claim",
                    key.pubkey()
                )));
            }
        }
        if self.suppliers || both || self.wallet.is_some() {
            match self.claim_supplier(session, &key, io_mint).await {
                Ok(claimed) => paid.push(claimed),
                // A staker need not be a supplier.
                Err(Failure::Refused(_)) if both && !paid.is_empty() => {}
                Err(failure) => return Err(after_staker(failure, &paid)),
            }
        }
        Ok(Answer::List {
            columns: vec!["pool", "claimed_io", "signature", "lookup_table"],
            rows: paid
                .into_iter()
                .map(|p| {
                    vec![
                        text(p.pool),
                        tokens(p.amount, IO_DECIMALS),
                        text(p.signature),
                        p.table.map(text).into(),
                    ]
                })
                .collect(),
        })
    }

    async fn claim_supplier(
        &self,
        session: &Session,
        key: &Keypair,
        io_mint: Pubkey,
    ) -> Result<Paid, Failure> {
        let payer = key.pubkey();
        let wallet = self.wallet.unwrap_or(payer);
        let proof = reward_proof(session, self.operator.as_deref(), &wallet).await?;
        let before = session
            .find::<ClaimAccount>(&pda::claim(&wallet))
            .await?
            .map_or(0, |claim| claim.claimed);
        let amount = proof.cumulative.saturating_sub(before);
        if amount == 0 {
            return Err(Failure::Refused(format!(
                "everything up to epoch {} has been claimed: come back when the next settlement is final",
                proof.epoch
            )));
        }
        // Its own transaction: the claim's has no room left.
        if let Some(create) = session.missing_account(&payer, &wallet, &io_mint).await? {
            session.send(key, &[create]).await?;
        }
        let call = ClaimCall {
            payer,
            wallet,
            epoch_record: pda::epoch_record(proof.epoch),
            destination: pda::associated_token(&wallet, &io_mint),
        };
        let instruction =
            call.instruction(proof.index, proof.cumulative, &proof_bytes(&proof.proof)?);
        let (landed, table) = send_proof(session, key, &[instruction], self.lookup_table).await?;
        Ok(Paid {
            pool: "suppliers",
            amount,
            signature: landed.signature.to_string(),
            table,
        })
    }
}

/// The failure of the second half, with what the first half has done: it stays done.
fn after_staker(failure: Failure, paid: &[Paid]) -> Failure {
    let Some(first) = paid.first() else {
        return failure;
    };
    let told = |text: String| {
        format!(
            "the {}' rewards were claimed ({}), the rest failed: {text}",
            first.pool, first.signature
        )
    };
    match failure {
        Failure::Input(text) => Failure::Input(told(text)),
        Failure::Refused(text) => Failure::Refused(told(text)),
        Failure::Network(text) => Failure::Network(told(text)),
    }
}

async fn claim_staker(session: &Session, key: &Keypair, io_mint: Pubkey) -> Result<Paid, Failure> {
    let owner = key.pubkey();
    let before = session.balance(&owner, &io_mint).await?;
    let call = ClaimRewards {
        owner,
        position: pda::position(&owner),
        destination: pda::associated_token(&owner, &io_mint),
    };
    let mut all = session.own_accounts(&owner, &[io_mint]).await?;
    all.push(Accrue { io_mint }.instruction());
    all.push(call.instruction());
    let landed = session.send(key, &all).await?;
    let after = session.balance(&owner, &io_mint).await?;
    Ok(Paid {
        pool: "stakers",
        amount: after.saturating_sub(before),
        signature: landed.signature.to_string(),
        table: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_after_the_first_half_tells_of_it_and_keeps_its_code() {
        let paid = [Paid {
            pool: "stakers",
            amount: 1,
            signature: "sig".to_string(),
            table: None,
        }];
        let failure = after_staker(Failure::Network("no answer".to_string()), &paid);
        assert_eq!(failure.exit_code(), 3);
        let text = failure.to_string();
        assert!(
            text.contains("stakers' rewards were claimed (sig)"),
            "{text}"
        );
        assert!(text.ends_with("no answer"), "{text}");
        let alone = after_staker(Failure::Refused("x".to_string()), &[]);
        assert_eq!(alone.to_string(), "x");
    }
}
