//! Every instruction of every program, on the real binaries. One test binary, as linking the chain
//! takes longer than running it.
mod emissions;
mod escrow;
mod forgeries;
mod iosd;
mod oracle;
mod real_path;
mod staking;
