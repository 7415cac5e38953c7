pub mod accept_grant;
pub mod claim;
pub mod claim_vested;
pub mod hand_over_grant;

pub use accept_grant::*;
pub use claim::*;
pub use claim_vested::*;
pub use hand_over_grant::*;
