//! Forgeries of `oracle`.

mod admin;
mod challenge;
mod disputes;
mod guardian;
mod operators;
mod suppliers;
mod votes;

use io_tests::forge::Play;

pub fn table() -> Vec<Play> {
    let mut plays = admin::table();
    plays.extend(operators::table());
    plays.extend(suppliers::table());
    plays.extend(challenge::table());
    plays.extend(votes::table());
    plays.extend(guardian::table());
    plays.extend(disputes::table());
    plays
}
