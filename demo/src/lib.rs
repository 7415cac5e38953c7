//! The demo's story and its report: what happened in a day of the network, as data, as a page with
//! charts, and as JSON. The run that fills it is not written yet.
#![forbid(unsafe_code)]

pub mod report;
pub mod story;
