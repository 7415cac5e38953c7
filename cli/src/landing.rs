//! Sending what carries a proof: where it does not fit into a packet, by way of a lookup table, which is
//! made once and can be used again.
use std::time::Duration;

use io_chain::{ChainError, Landed, Outgoing, lookup_table};
use serde_json::Value;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::failure::Failure;
use crate::output::{Answer, text};
use crate::session::Session;

/// Looks at the clock until the table can be used; a slot takes 0.4 s on a cluster.
const LOOKS: u32 = 150;
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What a command that sent something answers: signature and slot behind its own fields.
#[must_use]
pub fn sent(landed: &Landed, mut fields: Vec<(&'static str, Value)>) -> Answer {
    fields.push(("signature", text(landed.signature)));
    fields.push(("slot", Value::from(landed.slot)));
    Answer::Record(fields)
}

/// Sends; if the transaction is too large and no table was given, makes one and sends with it. Returns the
/// table used.
///
/// # Errors
/// [`Failure`].
pub async fn send_proof(
    session: &Session,
    wallet: &Keypair,
    instructions: &[Instruction],
    table: Option<Pubkey>,
) -> Result<(Landed, Option<Pubkey>), Failure> {
    if table.is_none() {
        let outgoing = Outgoing {
            instructions,
            payer: wallet,
            signers: &[],
            tables: &[],
        };
        match session.chain.send(&outgoing).await {
            Ok(landed) => return Ok((landed, None)),
            // Found before anything was sent.
            Err(ChainError::TooLarge { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let address = match table {
        Some(address) => address,
        None => {
            make_table(
                session,
                wallet,
                &table_addresses(instructions, &wallet.pubkey()),
            )
            .await?
        }
    };
    let table = session.chain.lookup_table(&address).await?;
    let outgoing = Outgoing {
        instructions,
        payer: wallet,
        signers: &[],
        tables: &[table],
    };
    Ok((session.chain.send(&outgoing).await?, Some(address)))
}

/// Accounts that a table can name: all that do not sign, each once.
fn table_addresses(instructions: &[Instruction], payer: &Pubkey) -> Vec<Pubkey> {
    let mut addresses = Vec::new();
    for meta in instructions
        .iter()
        .flat_map(|instruction| &instruction.accounts)
    {
        if !meta.is_signer && meta.pubkey != *payer && !addresses.contains(&meta.pubkey) {
            addresses.push(meta.pubkey);
        }
    }
    addresses.truncate(lookup_table::ADDRESSES_PER_EXTEND);
    addresses
}

async fn make_table(
    session: &Session,
    wallet: &Keypair,
    addresses: &[Pubkey],
) -> Result<Pubkey, Failure> {
    let hashes = session.chain.slot_hashes().await?;
    let newest = hashes
        .first()
        .ok_or_else(|| Failure::Network("the node has no recent slot: try again".to_string()))?;
    let owner = wallet.pubkey();
    let (create, address) = lookup_table::create(&owner, &owner, newest.slot);
    let extend = lookup_table::extend(&address, &owner, &owner, addresses);
    let landed = session.send(wallet, &[create, extend]).await?;
    // Entries count from the slot after the one that added them.
    for _ in 0..LOOKS {
        if session.chain.clock().await?.slot > landed.slot {
            return Ok(address);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Err(Failure::Network(format!(
        "the lookup table {address} was made, but the chain stands still: try again with --lookup-table {address}"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use solana_instruction::AccountMeta;

    #[test]
    fn a_table_names_each_account_once_and_no_signer() {
        let key = |byte| Pubkey::new_from_array([byte; 32]);
        let instruction = Instruction {
            program_id: key(9),
            accounts: vec![
                AccountMeta::new(key(1), true),
                AccountMeta::new_readonly(key(1), false),
                AccountMeta::new(key(2), false),
                AccountMeta::new_readonly(key(2), false),
                AccountMeta::new_readonly(key(3), false),
            ],
            data: Vec::new(),
        };
        assert_eq!(table_addresses(&[instruction], &key(1)), [key(2), key(3)]);
    }
}
