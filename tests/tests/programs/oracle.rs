//! Every instruction of `oracle`.
mod admin;
mod challenge;
mod devices;
mod epochs;
mod operators;
mod prices;
mod vote_property;
mod votes;
