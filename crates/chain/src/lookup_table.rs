//! Address lookup tables: they let a transaction name an account in one byte instead of 32, so that a
//! claim with a proof of 20 levels fits into 1,232 bytes. A table is made once and used from the slot
//! after; entries are only ever added.
use solana_instruction::{AccountMeta, Instruction};
use solana_message::AddressLookupTableAccount;
use solana_pubkey::Pubkey;

use crate::{Chain, ChainError};

/// The table program.
pub const PROGRAM_ID: Pubkey =
    Pubkey::from_str_const("AddressLookupTab1e1111111111111111111111111");
const SYSTEM_PROGRAM: Pubkey = Pubkey::new_from_array([0; 32]);
/// What precedes the addresses in a table's account.
const HEADER_LEN: usize = 56;
/// Addresses that fit into one `extend` transaction.
pub const ADDRESSES_PER_EXTEND: usize = 20;

/// Makes a table. `recent_slot` must be a slot with a block (an entry of SlotHashes), for instance the
/// newest one; it is part of the address. Returns the instruction and the table's address.
#[must_use]
pub fn create(authority: &Pubkey, payer: &Pubkey, recent_slot: u64) -> (Instruction, Pubkey) {
    let (table, bump) = Pubkey::find_program_address(
        &[authority.as_ref(), &recent_slot.to_le_bytes()],
        &PROGRAM_ID,
    );
    // CreateLookupTable: tag 0 u32, recent_slot u64, bump u8.
    let mut data = 0u32.to_le_bytes().to_vec();
    data.extend_from_slice(&recent_slot.to_le_bytes());
    data.push(bump);
    let instruction = Instruction {
        program_id: PROGRAM_ID,
        accounts: vec![
            AccountMeta::new(table, false),
            AccountMeta::new_readonly(*authority, true),
            AccountMeta::new(*payer, true),
            AccountMeta::new_readonly(SYSTEM_PROGRAM, false),
        ],
        data,
    };
    (instruction, table)
}

/// Adds addresses, at most [`ADDRESSES_PER_EXTEND`] a transaction.
#[must_use]
pub fn extend(
    table: &Pubkey,
    authority: &Pubkey,
    payer: &Pubkey,
    addresses: &[Pubkey],
) -> Instruction {
    // ExtendLookupTable: tag 2 u32, count u64, addresses.
    let mut data = 2u32.to_le_bytes().to_vec();
    let count = u64::try_from(addresses.len()).unwrap_or(u64::MAX);
    data.extend_from_slice(&count.to_le_bytes());
    for address in addresses {
        data.extend_from_slice(address.as_ref());
    }
    Instruction {
        program_id: PROGRAM_ID,
        accounts: vec![
            AccountMeta::new(*table, false),
            AccountMeta::new_readonly(*authority, true),
            AccountMeta::new(*payer, true),
            AccountMeta::new_readonly(SYSTEM_PROGRAM, false),
        ],
        data,
    }
}

impl Chain {
    /// Reads a table, for [`crate::Outgoing::tables`].
    ///
    /// # Errors
    /// [`ChainError::Missing`], [`ChainError::Decode`], [`ChainError::Node`].
    pub async fn lookup_table(
        &self,
        table: &Pubkey,
    ) -> Result<AddressLookupTableAccount, ChainError> {
        let account = self
            .account(table)
            .await?
            .ok_or(ChainError::Missing(*table))?;
        let decode = |reason: &str| ChainError::Decode {
            address: *table,
            reason: reason.to_string(),
        };
        if account.owner != PROGRAM_ID {
            return Err(decode("it is not an address lookup table"));
        }
        let (addresses, rest) = account
            .data
            .get(HEADER_LEN..)
            .ok_or_else(|| decode("it is shorter than a table's header"))?
            .as_chunks::<32>();
        if !rest.is_empty() {
            return Err(decode("its addresses are cut off"));
        }
        Ok(AddressLookupTableAccount {
            key: *table,
            addresses: addresses.iter().copied().map(Pubkey::from).collect(),
        })
    }
}
