//! The demo: a network of real programs and real services on an embedded chain, driven through its hours,
//! and the report of what happened, as data, as a page with charts, and as JSON.

pub mod cast;
pub mod cluster;
pub mod day;
pub mod report;
pub mod stage;
pub mod story;
pub mod tell;
