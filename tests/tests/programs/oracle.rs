//! Every instruction of `oracle`.
mod admin;
mod bonds;
mod challenge;
mod challenge_outcomes;
mod challenge_refusals;
mod devices;
mod epochs;
mod finality;
mod guardian;
mod leaves;
mod operators;
mod prices;
mod settlement_challenges;
mod storage;
mod succession_walk;
mod vote_property;
mod votes;
