//! Mints of Token-2022 and their accounts, made by the real program, and instructions turned from SPL Token to it.

use crate::{
    instruction::Ix,
    send::assert_sent,
    token::{ASSOCIATED_TOKEN_PROGRAM, TOKEN_PROGRAM, associated},
    world::{SYSTEM_PROGRAM, World},
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::{Pubkey, pubkey};
use solana_signer::Signer;

/// Token-2022.
pub const TOKEN_2022_PROGRAM: Pubkey = pubkey!("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");

/// An extension of a mint: its bytes, and the instruction that makes it, which follows the mint.
#[derive(Clone, Debug)]
pub struct Extension {
    pub name: &'static str,
    len: usize,
    init: Vec<u8>,
}

impl Extension {
    fn new(name: &'static str, len: usize, parts: &[&[u8]]) -> Self {
        Self {
            name,
            len,
            init: parts.concat(),
        }
    }

    /// Says where the token's name is.
    pub fn metadata_pointer(mint: &Pubkey) -> Self {
        Self::new("MetadataPointer", 64, &[&[39, 0], KEY, mint.as_ref()])
    }

    /// Those that change nothing about what accounts hold; the name itself is added later.
    pub fn harmless(mint: &Pubkey) -> Vec<Self> {
        vec![
            Self::metadata_pointer(mint),
            Self::new("GroupPointer", 64, &[&[40, 0], KEY, KEY]),
            Self::new("GroupMemberPointer", 64, &[&[41, 0], KEY, KEY]),
        ]
    }

    /// Those that do, with the code that refuses each.
    pub fn refused() -> Vec<(Self, u32)> {
        let (some, scale) = ([&[1][..], KEY].concat(), 1.5f64.to_le_bytes());
        let fees: [&[u8]; 4] = [&[26, 0], &some, &some, &[0; 10]];
        vec![
            (Self::new("TransferFeeConfig", 108, &fees), 7905),
            (Self::new("TransferHook", 64, &[&[36, 0], KEY, KEY]), 7906),
            (Self::new("PermanentDelegate", 32, &[&[35], KEY]), 7907),
            (Self::new("NonTransferable", 0, &[&[32]]), 7908),
            (Self::new("DefaultAccountState", 1, &[&[28, 0, 1]]), 7909),
            (Self::new("Pausable", 33, &[&[44, 0], KEY]), 7910),
            (
                Self::new(
                    "ConfidentialTransferMint",
                    65,
                    &[&[27, 0], KEY, &[0], &[0; 32]],
                ),
                7911,
            ),
            (Self::new("MintCloseAuthority", 32, &[&[25], &some]), 7912),
            (
                Self::new("InterestBearingConfig", 52, &[&[33, 0], KEY, &[1, 0]]),
                7913,
            ),
            (
                Self::new("ScaledUiAmount", 56, &[&[43, 0], KEY, &scale]),
                7913,
            ),
        ]
    }
}

/// Whoever may do what an extension lets it.
const KEY: &[u8] = &[7; 32];

/// The associated token account of `owner` for a mint of Token-2022.
pub fn associated_2022(owner: &Pubkey, mint: &Pubkey) -> Pubkey {
    let seeds = [owner.as_ref(), TOKEN_2022_PROGRAM.as_ref(), mint.as_ref()];
    Pubkey::find_program_address(&seeds, &ASSOCIATED_TOKEN_PROGRAM).0
}

/// The same instruction where `mint` is of Token-2022: its program, and the accounts of `wallets` there.
pub fn by_token_2022(
    mut instruction: Instruction,
    mint: &Pubkey,
    wallets: &[Pubkey],
) -> Instruction {
    for meta in &mut instruction.accounts {
        let holder = wallets
            .iter()
            .find(|wallet| associated(wallet, mint) == meta.pubkey);
        if meta.pubkey == TOKEN_PROGRAM {
            meta.pubkey = TOKEN_2022_PROGRAM;
        } else if let Some(holder) = holder {
            meta.pubkey = associated_2022(holder, mint);
        }
    }
    instruction
}

impl World {
    /// Makes a mint of 6 decimals with `extensions`, in this order. Its authority is the payer who is returned.
    pub fn mint_2022(&mut self, mint: &Keypair, extensions: &[Extension]) -> Keypair {
        let payer = self.wallet();
        let behind: usize = extensions.iter().map(|extension| 4 + extension.len).sum();
        let space = if behind == 0 { 82 } else { 166 + behind };
        let rent = self.svm.minimum_balance_for_rent_exemption(space);
        let mut all = vec![
            Ix::bare(SYSTEM_PROGRAM)
                .payer(payer.pubkey())
                .payer(mint.pubkey())
                .u32(0)
                .u64(rent)
                .u64(space as u64)
                .key(TOKEN_2022_PROGRAM)
                .build(),
        ];
        let key = mint.pubkey();
        let to_mint = |data: &[u8]| Ix::bare(TOKEN_2022_PROGRAM).writes(key).raw(data).build();
        all.extend(extensions.iter().map(|extension| to_mint(&extension.init)));
        // InitializeMint2; the payer may freeze as well, as the issuer of a dollar may.
        let by = payer.pubkey();
        all.push(to_mint(
            &[&[20, 6][..], by.as_ref(), &[1], by.as_ref()].concat(),
        ));
        assert_sent(self.send(&all, &[&payer, mint]));
        payer
    }

    /// Writes the token's name into the mint, which grows by it: `Initialize` of the metadata interface.
    pub fn name_2022(&mut self, mint: &Pubkey, authority: &Keypair) {
        let by = authority.pubkey();
        let name = Ix::bare(TOKEN_2022_PROGRAM)
            .writes(*mint)
            .reads(by)
            .reads(*mint)
            .signer(by)
            .raw(&[210, 225, 30, 162, 88, 184, 77, 141])
            .bytes(b"A dollar")
            .bytes(b"USD")
            .bytes(b"");
        self.fund(mint);
        assert_sent(self.send(&[name.build()], &[authority]));
    }

    /// Makes the wallet's associated account of `mint` by the real programs and mints `amount` to it.
    pub fn hold_2022(
        &mut self,
        mint: &Pubkey,
        authority: &Keypair,
        owner: &Pubkey,
        amount: u64,
    ) -> Pubkey {
        let account = associated_2022(owner, mint);
        let create = Ix::bare(ASSOCIATED_TOKEN_PROGRAM)
            .payer(authority.pubkey())
            .writes(account)
            .reads(*owner)
            .reads(*mint)
            .reads(SYSTEM_PROGRAM)
            .reads(TOKEN_2022_PROGRAM)
            .build();
        let give = Ix::bare(TOKEN_2022_PROGRAM)
            .writes(*mint)
            .writes(account)
            .signer(authority.pubkey())
            .raw(&[7])
            .u64(amount)
            .build();
        assert_sent(self.send(&[create, give], &[authority]));
        account
    }
}
