//! Whether somebody has signed a message, by the Ed25519 program's instruction that stands right before the present
//! one in the transaction.
//!
//! That program takes signature, key and message by offsets, each into the data of any instruction of the
//! transaction. Whoever looks at the bytes where they usually lie, and not at the offsets, can be shown one
//! message while another was verified. Here the instruction's data must be, byte for byte, the only one
//! that verifies this key's signature of this message and has all three in itself.
use anchor_lang::{address_eq, prelude::*};

/// The sysvar with the transaction's instructions.
pub const INSTRUCTIONS: Address =
    Address::from_str_const("Sysvar1nstructions1111111111111111111111111");
/// The Ed25519 program: no account, run by the network itself before anything else of the transaction.
pub const ED25519: Address = Address::from_str_const("Ed25519SigVerify111111111111111111111111111");

/// One signature; then, two bytes each, where the parts lie and in which instruction: "this one" for all three.
const KEY_AT: usize = 16;
const SIGNATURE_AT: usize = 48;
const MESSAGE_AT: usize = 112;
const THIS_ONE: u16 = u16::MAX;

/// Whether the instruction before the present one verifies the signature of `key` under `message`.
///
/// `instructions` is the sysvar's account, whose address the caller has checked. What a program is called by
/// plays no part: the present one is the transaction's own.
#[inline(never)]
pub fn signed_before(instructions: &AccountView, key: &Address, message: &[u8]) -> Result<bool> {
    let sysvar = instructions.try_borrow()?;
    Ok(is_verified(&sysvar, key, message).is_some())
}

fn is_verified(sysvar: &[u8], key: &Address, message: &[u8]) -> Option<()> {
    let word = |at: usize| -> Option<usize> {
        let bytes = sysvar.get(at..at.checked_add(2)?)?;
        Some(usize::from(u16::from_le_bytes([bytes[0], bytes[1]])))
    };
    // count u16 ‖ count × offset u16 ‖ instructions ‖ number of the present one u16
    let present = word(sysvar.len().checked_sub(2)?)?;
    let before = present.checked_sub(1)?;
    let at = word(before.checked_mul(2)?.checked_add(2)?)?;
    // accounts u16 (none) ‖ program ‖ length of the data u16 ‖ data
    let program_at = at.checked_add(2)?;
    let length_at = program_at.checked_add(32)?;
    let data_at = length_at.checked_add(2)?;
    let length = word(length_at)?;
    let data = sysvar.get(data_at..data_at.checked_add(length)?)?;
    let program = sysvar.get(program_at..length_at)?;
    let whole = MESSAGE_AT.checked_add(message.len())?;
    let is_it = word(at)? == 0
        && program == ED25519.as_ref()
        && length == whole
        && data.get(..KEY_AT)? == header(message.len() as u16)
        && address_eq(
            key,
            &Address::new_from_array(*data[KEY_AT..].first_chunk()?),
        )
        && data.get(MESSAGE_AT..)? == message;
    is_it.then_some(())
}

fn header(message_len: u16) -> [u8; KEY_AT] {
    let mut header = [0; KEY_AT];
    // One signature, and a byte of padding.
    header[0] = 1;
    let fields = [
        SIGNATURE_AT as u16,
        THIS_ONE,
        KEY_AT as u16,
        THIS_ONE,
        MESSAGE_AT as u16,
        message_len,
        THIS_ONE,
    ];
    for (place, field) in header[2..].chunks_exact_mut(2).zip(fields) {
        place.copy_from_slice(&field.to_le_bytes());
    }
    header
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    const KEY: [u8; 32] = [7; 32];
    const MESSAGE: &[u8] = b"what was signed";

    fn good() -> Vec<u8> {
        let mut data = header(MESSAGE.len() as u16).to_vec();
        data.extend(KEY);
        data.extend([9; 64]);
        data.extend(MESSAGE);
        data
    }

    /// The sysvar while the last of these (program, data) runs.
    fn sysvar(all: &[(Address, &[u8])]) -> Vec<u8> {
        let mut bytes = (all.len() as u16).to_le_bytes().to_vec();
        let mut body = Vec::new();
        for (program, data) in all {
            let at = 2 + 2 * all.len() + body.len();
            bytes.extend((at as u16).to_le_bytes());
            body.extend(0u16.to_le_bytes());
            body.extend(program.as_ref());
            body.extend((data.len() as u16).to_le_bytes());
            body.extend(*data);
        }
        bytes.extend(body);
        bytes.extend((all.len() as u16 - 1).to_le_bytes());
        bytes
    }

    fn check(all: &[(Address, &[u8])]) -> bool {
        let key = Address::new_from_array(KEY);
        is_verified(&sysvar(all), &key, MESSAGE).is_some()
    }

    #[test]
    fn the_instruction_right_before_counts_and_no_other() {
        let ours = Address::new_from_array([1; 32]);
        let data = good();
        assert!(check(&[(ED25519, &data), (ours, b"")]));
        assert!(check(&[(ours, b"x"), (ED25519, &data), (ours, b"")]));
        assert!(!check(&[(ED25519, &data), (ours, b"x"), (ours, b"")]));
        assert!(!check(&[(ours, &data), (ours, b"")]), "another program");
        assert!(!check(&[(ours, b"")]), "nothing before");
        assert!(!check(&[(ED25519, &data)]), "itself");
    }

    /// Offsets into another instruction, another count, a byte more or less: whatever differs in one bit is
    /// refused, wherever it differs.
    #[test]
    fn no_other_data_is_taken() {
        let ours = Address::new_from_array([1; 32]);
        let data = good();
        for at in (0..KEY_AT + 32).chain(MESSAGE_AT..data.len()) {
            for bit in 0..8 {
                let mut forged = data.clone();
                forged[at] ^= 1 << bit;
                assert!(!check(&[(ED25519, &forged), (ours, b"")]), "{at} {bit}");
            }
        }
        for len in 0..data.len() {
            assert!(!check(&[(ED25519, &data[..len]), (ours, b"")]), "{len}");
        }
        let mut longer = data;
        longer.push(0);
        assert!(!check(&[(ED25519, &longer), (ours, b"")]));
    }

    #[test]
    fn a_cut_sysvar_panics_nowhere() {
        let ours = Address::new_from_array([1; 32]);
        let data = good();
        let whole = sysvar(&[(ED25519, &data), (ours, b"")]);
        let key = Address::new_from_array(KEY);
        assert!(is_verified(&[], &key, MESSAGE).is_none());
        for len in 0..whole.len() {
            // The network never cuts it; what is then read as the present number may be anything.
            let _ = is_verified(&whole[..len], &key, MESSAGE);
        }
    }
}
