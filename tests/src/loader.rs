//! Solana's upgradeable loader: a binary is written into a buffer, piece by piece, and takes a program's place.

use crate::{
    instruction::Ix,
    send::{Outcome, assert_sent},
    world::{SYSTEM_PROGRAM, UPGRADEABLE_LOADER, World, program_data},
};
use solana_keypair::Keypair;
use solana_pubkey::{Pubkey, pubkey};
use solana_signer::Signer;

const RENT: Pubkey = pubkey!("SysvarRent111111111111111111111111111111111");
const CLOCK: Pubkey = pubkey!("SysvarC1ock11111111111111111111111111111111");
/// What stands before the binary in a buffer, and in a program's data.
const BUFFER_HEAD: usize = 37;
const DATA_HEAD: usize = 45;
/// The loader gives no less room.
pub const LEAST_EXTENSION: u32 = 10_240;
/// Bytes of a binary that one transaction carries.
const PIECE: usize = 900;

fn loader(tag: u32) -> Ix {
    Ix::bare(UPGRADEABLE_LOADER).u32(tag)
}

impl World {
    /// A buffer with `binary` in it, whose authority is ours.
    pub fn write_buffer(&mut self, binary: &[u8]) -> Pubkey {
        let (by, buffer) = (self.authority.insecure_clone(), self.new_key());
        let (authority, at) = (by.pubkey(), buffer.pubkey());
        let size = BUFFER_HEAD + binary.len();
        let lamports = self.svm.minimum_balance_for_rent_exemption(size);
        let create = Ix::bare(SYSTEM_PROGRAM)
            .payer(authority)
            .payer(at)
            .u32(0)
            .u64(lamports)
            .u64(size as u64)
            .key(UPGRADEABLE_LOADER);
        let initialize = loader(0).writes(at).reads(authority);
        assert_sent(self.send(&[create.build(), initialize.build()], &[&by, &buffer]));
        for (piece, bytes) in binary.chunks(PIECE).enumerate() {
            let offset = u32::try_from(piece * PIECE).expect("a binary is small");
            let write = loader(1)
                .writes(at)
                .signer(authority)
                .u32(offset)
                .u64(bytes.len() as u64)
                .raw(bytes);
            assert_sent(self.send(&[write.build()], &[&by]));
        }
        at
    }

    /// Makes room for a binary of `size` bytes; whether there was too little. The program cannot be upgraded in the
    /// same slot.
    pub fn make_room(&mut self, program: &Pubkey, size: usize) -> bool {
        let data = program_data(program);
        let Some(more) = (DATA_HEAD + size).checked_sub(self.data(&data).len()) else {
            return false;
        };
        if more == 0 {
            return false;
        }
        let by = self.authority.insecure_clone();
        let more = u32::try_from(more).expect("a binary is small");
        let extend = loader(6)
            .writes(data)
            .writes(*program)
            .reads(SYSTEM_PROGRAM)
            .payer(by.pubkey())
            .u32(more.max(LEAST_EXTENSION));
        assert_sent(self.send(&[extend.build()], &[&by]));
        true
    }

    /// `by` puts what is in `buffer` in a program's place.
    pub fn upgrade_from(&mut self, program: &Pubkey, buffer: &Pubkey, by: &Keypair) -> Outcome {
        let upgrade = loader(3)
            .writes(program_data(program))
            .writes(*program)
            .writes(*buffer)
            .writes(by.pubkey())
            .reads(RENT)
            .reads(CLOCK)
            .signer(by.pubkey());
        self.send(&[upgrade.build()], &[by])
    }
}
