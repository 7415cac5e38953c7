//! Addresses of the five programs, so that one can check another's accounts without a cyclic
//! dependency. `tests` assert that each equals its program's `declare_id!`.
use anchor_lang::prelude::Address;

pub const EMISSIONS: Address = Address::from_str_const("emYsEPQ88Xe4o4KWjh4CufrVUJRwtgnGMxdCvonuUy5");
pub const STAKING: Address = Address::from_str_const("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ");
pub const IOSD: Address = Address::from_str_const("usP6UyZkt3tqnbXfie6yeeaT5e7UBBedaJcDoARLqF6");
pub const ESCROW: Address = Address::from_str_const("esiGnLJ1MnFAopmuAdgihDr8yBP1yK3Pc3Yvw831Cmi");
pub const ORACLE: Address = Address::from_str_const("orGNbtCwF9SkjVzsdo16tb5FhvkjS2YAekzD65dDQ9a");
