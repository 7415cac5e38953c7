//! Keepers as processes on an embedded chain with the real programs after a real genesis. The test itself posts
//! the operators' prices and is the renter.
mod killed;
mod race;
mod renter;
mod rounds;
mod stage;
mod stuck;
mod unheard;
mod votes;
mod watch;
