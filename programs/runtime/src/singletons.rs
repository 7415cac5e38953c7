//! Addresses and bumps of the accounts that exist once. They are constants because an address
//! compare costs 20 compute units where deriving one costs some 400. A test derives each again.
use anchor_lang::prelude::Address;

/// A program-derived address that exists once, with its bump.
pub struct Singleton {
    pub address: Address,
    pub bump: u8,
}

const fn at(address: &str, bump: u8) -> Singleton {
    Singleton {
        address: Address::from_str_const(address),
        bump,
    }
}

/// `emissions`: `["emission"]`.
pub const EMISSION: Singleton = at("BDsqUwD3rDMo2Fb6sjAWfcQtH16Tf731o6hyuk94TRFw", 255);
/// `emissions`: `["supplier_vault"]`.
pub const SUPPLIER_VAULT: Singleton = at("GHUt28miFXpHCqe9wzh9R4Uy54UTjiGJ3227ouvGc3Lt", 255);
/// `emissions`: `["reserve_vault"]`.
pub const RESERVE_VAULT: Singleton = at("7FQmnX5RwzXgfXBVcegGWintaCYtK8FHDg1javU8NPXG", 255);
/// `emissions`: `["allocation", i]` of the allocations that vest.
pub const ALLOCATION_VAULTS: [Singleton; 3] = [
    at("5gjrtp324vswyvmDoiv5cHQYGgH1RBA9DsdJvE1GXFxp", 252),
    at("6drDcMdYEPg8SE89SJSTEUuAs9Brxa4yydipXTfJRE8M", 254),
    at("5z9quABNeavtECfnzy9vwx2k3X9fUGNBeDCQbqYmVXY9", 252),
];
/// `emissions`: `["grant", i]` of the allocations that vest.
pub const GRANTS: [Singleton; 3] = [
    at("5mmetTaAN8v5PwATuu2DA9TfXWGbYCTpjpc5nimEuTDH", 253),
    at("5HNZYYoAAXx7CUD4dQ2Mi3hfGPApNXvF13ELJDxsqNfc", 255),
    at("5kc4FTLnUn3d2De4aV1BYwfNP2sYmWuVUJtCtp3bxxco", 254),
];
/// `staking`: `["pool"]`.
pub const POOL: Singleton = at("65DC44kJxtzXcgW7zdHknxyukYvsoQgSGAdEts9eJewS", 255);
/// `staking`: `["stake_vault"]`.
pub const STAKE_VAULT: Singleton = at("2YV3YNmSqzNgtJe3K53tDdK51GYHhrSEBZUkm957eqW7", 250);
/// `staking`: `["reward_vault"]`.
pub const REWARD_VAULT: Singleton = at("Cx2KUCABgdddSb1SRJabXYL8egsKnv3TmApk4fUxdfpn", 253);
/// `iosd`: `["iosd"]`.
pub const IOSD: Singleton = at("AmcX6fE7orapeaYagjJ2u1FTirk6Jh7WAtEPoWzKn11H", 254);
/// `iosd`: `["iosd_mint"]`.
pub const IOSD_MINT: Singleton = at("8wDokZ7DqtDRpeacphPcm3NV9ZKh2UEniUoUnANuycn6", 243);
/// `iosd`: `["io_vault"]`.
pub const IO_VAULT: Singleton = at("EuAwnHbNGSk7GXqWCoRxnARSso3yfrs5zezL63775QGj", 254);
/// `iosd`: `["iosd_vault"]`.
pub const IOSD_VAULT: Singleton = at("A7PR2hogUP3reyqLxEEDP1p4S7YKzaUgMLPWyo7tSWUc", 252);
/// `oracle`: `["oracle"]`.
pub const ORACLE: Singleton = at("8imra6baRQiuSXH3uaDTDQDSxhWqtKvYFxW46iNUYz3n", 255);
/// `oracle`: `["operators"]`.
pub const OPERATORS: Singleton = at("4CQZ3xyDvi7spZPmTKSQR42ZCSSYH4TgMgEToEsAReG6", 255);
/// `oracle`: `["classes"]`.
pub const CLASSES: Singleton = at("3FK4jMLV5M2AqfsmCuCeb3rE5TT1mwMCfMcrjTLaBBJo", 252);
/// `oracle`: `["bond_vault"]`.
pub const BOND_VAULT: Singleton = at("HHq5sdcRPRQXGheFY5MX4J4hgcEgkpGA5dMx3VsmH9Lc", 254);
/// `oracle`: `["prices"]`.
pub const PRICES: Singleton = at("4bksWZ8Kdyu5LmpZ265jhagbLeCNd6qTcuH9aBtt5asX", 253);
/// `oracle`: `["price_ring"]`.
pub const PRICE_RING: Singleton = at("ExDEKytjBkUzoh1KomYfNi3BpLzj3SUbDqrSxGXkYSwi", 254);
/// `oracle`: `["slasher"]`. No account lives there: it signs the slashes that `oracle` found proven.
pub const SLASHER: Singleton = at("J173hw83xv4peQLmTaNpnBhsXCLrJEGnNQFbkjXS5c3Y", 255);
/// `escrow`: `["escrow"]`.
pub const ESCROW: Singleton = at("8KVH5LQL576KK3YqPYR72TJfz7wTUTzebpG9kycmk9mK", 255);
/// `market`: `["market"]`. No account lives there: it signs for stake that weighs in a draw to be held.
pub const MARKET: Singleton = at("3vDn7bgWGm5FRU2TNJWZyZnTL12Zabmjewz5xYyEKN4h", 254);
/// `disputes`: `["disputes"]`. No account lives there: it owns the challengers' bonds, and signs what the
/// oracle does for a challenge.
pub const DISPUTES: Singleton = at("8LhHi4NDdgLBprtvnUWGEcCWm8VhNZpuJ7nJmwEMJGAV", 255);

/// ProgramData of `emissions`.
pub const EMISSIONS_DATA: Singleton = at("AHZKW8cDxg9wv7Jaw96ftW1sxWThq2wGpYVJcUrRXPYZ", 255);
/// ProgramData of `staking`.
pub const STAKING_DATA: Singleton = at("7LsEajtBB7eZTYstUkTLHZ3bWKciKEHfQPZiFNUPbPz9", 255);
/// ProgramData of `iosd`.
pub const IOSD_DATA: Singleton = at("FjT3xvFTkpP8VQQsBqJwv1fciYBHDa3SwYBzBcv2m72w", 254);
/// ProgramData of `escrow`.
pub const ESCROW_DATA: Singleton = at("7LdS1pHqcUp2KsH5ZMi88wyRRWKqkShcbRd8zpsZVB8E", 251);
/// ProgramData of `oracle`.
pub const ORACLE_DATA: Singleton = at("B1jtEpVMavE2XWgnrqjJZuuLMq6KgLb6efv3dC196Spa", 252);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids;
    use anchor_lang::find_program_address;

    #[test]
    fn every_constant_is_what_its_seed_derives_to() {
        let all: [(&Singleton, &[u8], &Address); 20] = [
            (&EMISSION, b"emission", &ids::EMISSIONS),
            (&SUPPLIER_VAULT, b"supplier_vault", &ids::EMISSIONS),
            (&RESERVE_VAULT, b"reserve_vault", &ids::EMISSIONS),
            (&POOL, b"pool", &ids::STAKING),
            (&STAKE_VAULT, b"stake_vault", &ids::STAKING),
            (&REWARD_VAULT, b"reward_vault", &ids::STAKING),
            (&IOSD, b"iosd", &ids::IOSD),
            (&IOSD_MINT, b"iosd_mint", &ids::IOSD),
            (&IO_VAULT, b"io_vault", &ids::IOSD),
            (&IOSD_VAULT, b"iosd_vault", &ids::IOSD),
            (&ORACLE, b"oracle", &ids::ORACLE),
            (&OPERATORS, b"operators", &ids::ORACLE),
            (&CLASSES, b"classes", &ids::ORACLE),
            (&BOND_VAULT, b"bond_vault", &ids::ORACLE),
            (&PRICES, b"prices", &ids::ORACLE),
            (&PRICE_RING, b"price_ring", &ids::ORACLE),
            (&SLASHER, b"slasher", &ids::ORACLE),
            (&ESCROW, b"escrow", &ids::ESCROW),
            (&MARKET, b"market", &ids::MARKET),
            (&DISPUTES, b"disputes", &ids::DISPUTES),
        ];
        for (constant, seed, program) in all {
            let (address, bump) = find_program_address(&[seed], program);
            assert_eq!(
                constant.address,
                address,
                "{}",
                core::str::from_utf8(seed).unwrap()
            );
            assert_eq!(
                constant.bump,
                bump,
                "{}",
                core::str::from_utf8(seed).unwrap()
            );
        }
    }

    #[test]
    fn the_program_data_accounts_are_what_the_loader_derives() {
        for (constant, program) in [
            (&EMISSIONS_DATA, &ids::EMISSIONS),
            (&STAKING_DATA, &ids::STAKING),
            (&IOSD_DATA, &ids::IOSD),
            (&ESCROW_DATA, &ids::ESCROW),
            (&ORACLE_DATA, &ids::ORACLE),
        ] {
            let loader = crate::upgrade_authority::UPGRADEABLE_LOADER;
            let (address, bump) = find_program_address(&[program.as_ref()], &loader);
            assert_eq!((constant.address, constant.bump), (address, bump));
        }
    }

    #[test]
    fn the_vesting_allocations_are_what_their_seeds_derive_to() {
        for (seed, constants) in [
            (&b"allocation"[..], &ALLOCATION_VAULTS),
            (b"grant", &GRANTS),
        ] {
            for (number, constant) in (0u8..).zip(constants) {
                let (address, bump) = find_program_address(&[seed, &[number]], &ids::EMISSIONS);
                assert_eq!((constant.address, constant.bump), (address, bump));
            }
        }
    }
}
