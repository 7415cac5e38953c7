//! The SPL Token and System instructions that genesis and wallets need, and the fields of token accounts
//! they read. Layouts: <https://github.com/solana-program/token> and the System program's interface.
use crate::pda::{ASSOCIATED_TOKEN_PROGRAM_ID, TOKEN_PROGRAM_ID, associated_token_by};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// The System program.
pub const SYSTEM_PROGRAM_ID: Pubkey = Pubkey::new_from_array([0; 32]);
/// Bytes of a mint.
pub const MINT_LEN: usize = 82;
/// Bytes of a token account.
const TOKEN_ACCOUNT_LEN: usize = 165;

/// What genesis checks of a mint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mint {
    /// Who may mint; none: nobody any more.
    pub mint_authority: Option<Pubkey>,
    /// Base units.
    pub supply: u64,
    /// Digits behind the point.
    pub decimals: u8,
    /// Who may freeze accounts.
    pub freeze_authority: Option<Pubkey>,
}

fn word<const N: usize>(data: &[u8], at: usize) -> Result<[u8; N], &'static str> {
    data.get(at..)
        .and_then(|rest| rest.first_chunk())
        .copied()
        .ok_or("it is too short for an account of the token program")
}

impl Mint {
    /// Reads a mint's 82 bytes.
    ///
    /// # Errors
    /// A sentence, when it is no initialized mint.
    pub fn decode(data: &[u8]) -> Result<Self, &'static str> {
        if data.len() != MINT_LEN || data[45] != 1 {
            return Err("it is not an initialized mint of the SPL Token program");
        }
        let optional = |at: usize| -> Result<Option<Pubkey>, &'static str> {
            let tag = u32::from_le_bytes(word(data, at)?);
            Ok((tag == 1).then_some(Pubkey::from(word::<32>(data, at + 4)?)))
        };
        Ok(Self {
            mint_authority: optional(0)?,
            supply: u64::from_le_bytes(word(data, 36)?),
            decimals: data[44],
            freeze_authority: optional(46)?,
        })
    }
}

/// The balance of a token account, base units.
///
/// # Errors
/// A sentence, when it is no token account.
pub fn token_balance(data: &[u8]) -> Result<u64, &'static str> {
    // Token-2022 puts a kind, 2, and extensions behind it.
    if data.len() != TOKEN_ACCOUNT_LEN && data.get(TOKEN_ACCOUNT_LEN) != Some(&2) {
        return Err("it is not a token account of SPL Token or Token-2022");
    }
    word(data, 64).map(u64::from_le_bytes)
}

/// Whether anyone may pay into a token account in `owner`'s name: it is the owner's, not frozen, and does not ask for a
/// memo with each payment (`MemoTransfer`, extension 8 of Token-2022).
#[must_use]
pub fn takes_payments(data: &[u8], owner: &Pubkey) -> bool {
    let is_theirs = data.get(32..64) == Some(owner.as_ref()) && data.get(108) == Some(&1);
    is_theirs && token_balance(data).is_ok() && !asks_for_memos(data)
}

fn asks_for_memos(data: &[u8]) -> bool {
    let mut rest = data.get(TOKEN_ACCOUNT_LEN + 1..).unwrap_or_default();
    // Type u16 ‖ length u16 ‖ bytes, each; zeros behind the last.
    while let Some(([kind @ .., a, b], behind)) = rest.split_first_chunk::<4>() {
        let len = usize::from(u16::from_le_bytes([*a, *b]));
        match u16::from_le_bytes([kind[0], kind[1]]) {
            0 => return false,
            8 => return behind.first() == Some(&1),
            _ => rest = behind.get(len..).unwrap_or_default(),
        }
    }
    false
}

/// Creates an account of the token program's at `new`, which signs. `lamports` must make it rent exempt.
#[must_use]
pub fn create_mint_account(payer: &Pubkey, new: &Pubkey, lamports: u64) -> Instruction {
    // CreateAccount: tag 0 u32, lamports u64, space u64, owner.
    let mut data = vec![0; 4];
    data.extend_from_slice(&lamports.to_le_bytes());
    data.extend_from_slice(&(MINT_LEN as u64).to_le_bytes());
    data.extend_from_slice(TOKEN_PROGRAM_ID.as_ref());
    Instruction {
        program_id: SYSTEM_PROGRAM_ID,
        accounts: vec![AccountMeta::new(*payer, true), AccountMeta::new(*new, true)],
        data,
    }
}

/// Makes an empty account a mint without a freeze authority.
#[must_use]
pub fn initialize_mint(mint: &Pubkey, decimals: u8, authority: &Pubkey) -> Instruction {
    // InitializeMint2: tag 20, decimals, authority, no freeze authority.
    let mut data = vec![20, decimals];
    data.extend_from_slice(authority.as_ref());
    data.push(0);
    Instruction {
        program_id: TOKEN_PROGRAM_ID,
        accounts: vec![AccountMeta::new(*mint, false)],
        data,
    }
}

/// Creates a wallet's associated token account; does nothing where it exists.
#[must_use]
pub fn create_associated(payer: &Pubkey, wallet: &Pubkey, mint: &Pubkey) -> Instruction {
    create_associated_by(&TOKEN_PROGRAM_ID, payer, wallet, mint)
}

/// As [`create_associated`], for a mint of `token_program`.
#[must_use]
pub fn create_associated_by(
    token_program: &Pubkey,
    payer: &Pubkey,
    wallet: &Pubkey,
    mint: &Pubkey,
) -> Instruction {
    Instruction {
        program_id: ASSOCIATED_TOKEN_PROGRAM_ID,
        accounts: vec![
            AccountMeta::new(*payer, true),
            AccountMeta::new(associated_token_by(token_program, wallet, mint), false),
            AccountMeta::new_readonly(*wallet, false),
            AccountMeta::new_readonly(*mint, false),
            AccountMeta::new_readonly(SYSTEM_PROGRAM_ID, false),
            AccountMeta::new_readonly(*token_program, false),
        ],
        // CreateIdempotent.
        data: vec![1],
    }
}

/// Moves `amount` base units of `mint`; the owner of `source` signs.
#[must_use]
pub fn transfer_checked(
    source: &Pubkey,
    mint: &Pubkey,
    destination: &Pubkey,
    owner: &Pubkey,
    amount: u64,
    decimals: u8,
) -> Instruction {
    // TransferChecked: tag 12, amount u64, decimals u8.
    let mut data = vec![12];
    data.extend_from_slice(&amount.to_le_bytes());
    data.push(decimals);
    Instruction {
        program_id: TOKEN_PROGRAM_ID,
        accounts: vec![
            AccountMeta::new(*source, false),
            AccountMeta::new_readonly(*mint, false),
            AccountMeta::new(*destination, false),
            AccountMeta::new_readonly(*owner, true),
        ],
        data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mint_reads_by_the_token_programs_layout() {
        let mut data = vec![0; MINT_LEN];
        data[0] = 1;
        data[4..36].fill(7);
        data[36..44].copy_from_slice(&9u64.to_le_bytes());
        (data[44], data[45]) = (8, 1);
        let mint = Mint::decode(&data).unwrap();
        assert_eq!(mint.mint_authority, Some(Pubkey::new_from_array([7; 32])));
        assert_eq!(
            (mint.supply, mint.decimals, mint.freeze_authority),
            (9, 8, None)
        );
        data[45] = 0;
        assert!(Mint::decode(&data).is_err());
        assert!(Mint::decode(&data[..81]).is_err());
    }

    #[test]
    fn a_balance_is_read_of_token_accounts_only() {
        let mut data = vec![0; TOKEN_ACCOUNT_LEN];
        data[64..72].copy_from_slice(&5u64.to_le_bytes());
        assert_eq!(token_balance(&data), Ok(5));
        assert!(token_balance(&data[..82]).is_err());
    }

    #[test]
    fn frozen_accounts_those_of_others_and_those_that_ask_for_memos_take_no_payments() {
        let owner = Pubkey::new_from_array([7; 32]);
        let mut plain = vec![0; 165];
        plain[32..64].copy_from_slice(owner.as_ref());
        plain[108] = 1;
        assert!(takes_payments(&plain, &owner));
        assert!(!takes_payments(&plain, &Pubkey::default()));
        assert!(!takes_payments(&[], &owner));
        // ImmutableOwner, then MemoTransfer.
        let mut extended = plain.clone();
        extended.extend([2, 7, 0, 0, 0]);
        assert!(takes_payments(&extended, &owner));
        extended.extend([8, 0, 1, 0, 0]);
        assert!(takes_payments(&extended, &owner));
        extended[174] = 1;
        assert!(!takes_payments(&extended, &owner));
        plain[108] = 2;
        assert!(!takes_payments(&plain, &owner));
    }
}
