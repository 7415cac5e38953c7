//! Only a program's upgrade authority may initialize it, so that nobody can be first.
use crate::{errors::RuntimeError, singletons::Singleton};
use anchor_lang::{address_eq, prelude::*};

/// Solana's upgradeable loader.
pub const UPGRADEABLE_LOADER: Address =
    Address::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111");

/// `UpgradeableLoaderState::ProgramData`, bincode: variant u32 ‖ slot u64 ‖ option u8 ‖ authority.
const PROGRAM_DATA_VARIANT: u32 = 3;
const OPTION_AT: usize = 12;
const AUTHORITY_AT: usize = 13;
const HEAD_LEN: usize = 45;

/// Checks that `program_data` is the program's own, `expected`, and names `authority` as its upgrade
/// authority. The caller has checked that `authority` signed.
///
/// # Errors
/// `NotTheProgramData` for another account; `NotTheUpgradeAuthority`, also when the program is final.
pub fn require_upgrade_authority(
    program_data: &AccountView,
    authority: &Address,
    expected: &Singleton,
) -> Result<()> {
    require!(
        address_eq(program_data.address(), &expected.address)
            && program_data.owned_by(&UPGRADEABLE_LOADER),
        RuntimeError::NotTheProgramData
    );
    let data = program_data.try_borrow()?;
    require!(
        is_upgrade_authority(&data, authority),
        RuntimeError::NotTheUpgradeAuthority
    );
    Ok(())
}

fn is_upgrade_authority(data: &[u8], authority: &Address) -> bool {
    let Some(head) = data.get(..HEAD_LEN) else {
        return false;
    };
    head[..4] == PROGRAM_DATA_VARIANT.to_le_bytes()
        && head[OPTION_AT] == 1
        && head[AUTHORITY_AT..HEAD_LEN] == authority.as_ref()[..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_authority_of_an_upgradeable_program() {
        let authority = Address::new_from_array([7; 32]);
        let mut data = [0u8; HEAD_LEN + 10];
        data[0] = 3;
        data[OPTION_AT] = 1;
        data[AUTHORITY_AT..HEAD_LEN].copy_from_slice(&[7; 32]);
        assert!(is_upgrade_authority(&data, &authority));
        assert!(!is_upgrade_authority(
            &data,
            &Address::new_from_array([8; 32])
        ));
        assert!(!is_upgrade_authority(&data[..HEAD_LEN - 1], &authority));
        let mut last = data;
        last[OPTION_AT] = 0;
        assert!(
            !is_upgrade_authority(&last, &authority),
            "a final program has no authority"
        );
        let mut other = data;
        other[0] = 2;
        assert!(
            !is_upgrade_authority(&other, &authority),
            "a Program account is not ProgramData"
        );
    }
}
