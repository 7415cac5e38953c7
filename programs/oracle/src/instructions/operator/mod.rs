//! Instructions of the operators: their wallets bond, their hot keys vote and post.
pub mod bond;
pub mod post_prices;
pub mod post_summary;
pub mod rotate_operator;
pub mod unbond;
pub mod vote;
pub mod withdraw_bond;

pub use bond::*;
pub use post_prices::*;
pub use post_summary::*;
pub use rotate_operator::*;
pub use unbond::*;
pub use vote::*;
pub use withdraw_bond::*;
