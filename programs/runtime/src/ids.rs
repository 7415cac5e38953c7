//! Addresses of the programs, so that one can check another's accounts without a cyclic
//! dependency. Some programs assert that their `declare_id!` is the one here; of the others every test in which
//! one program reads another's account would fail.
use anchor_lang::prelude::Address;

/// `emissions`.
pub const EMISSIONS: Address =
    Address::from_str_const("emYsEPQ88Xe4o4KWjh4CufrVUJRwtgnGMxdCvonuUy5");
/// `staking`.
pub const STAKING: Address = Address::from_str_const("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ");
/// `iosd`.
pub const IOSD: Address = Address::from_str_const("usP6UyZkt3tqnbXfie6yeeaT5e7UBBedaJcDoARLqF6");
/// `escrow`.
pub const ESCROW: Address = Address::from_str_const("esiGnLJ1MnFAopmuAdgihDr8yBP1yK3Pc3Yvw831Cmi");
/// `market`.
pub const MARKET: Address = Address::from_str_const("madD9kcgZr6u5X5sPJZQYu3XcFz3XdgjhsCA4mT6mUq");
/// `oracle`.
pub const ORACLE: Address = Address::from_str_const("orGNbtCwF9SkjVzsdo16tb5FhvkjS2YAekzD65dDQ9a");
/// `disputes`.
pub const DISPUTES: Address =
    Address::from_str_const("diWjSonsH8Jf5KeQjzrwWP1NYeSYV6N5cxAzu8SfKLA");
