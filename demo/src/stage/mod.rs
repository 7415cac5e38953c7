//! The stage: a chain, programs, genesis, services as processes, and the clock that drives them through
//! the hours.
pub mod chain_up;
pub mod children;
pub mod founding;
pub mod hour;
pub mod invariants;
pub mod outcomes;
pub mod places;
pub mod ports;
pub mod prices;
pub mod renter;
pub mod services;
pub mod sources;
pub mod stakers;
pub mod suppliers;
pub mod wait;
pub mod wallet;
