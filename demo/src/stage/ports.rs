//! Free ports of the loopback interface.
use std::net::{SocketAddr, TcpListener};

use anyhow::{Context, Result};

/// `count` addresses that nobody listens on now. Another program could take one before it is used; the
/// service then says so and the demo ends.
///
/// # Errors
/// The system has none.
pub fn free(count: usize) -> Result<Vec<SocketAddr>> {
    // Held until all are known, so that none is given twice.
    let held: Vec<TcpListener> = (0..count)
        .map(|_| TcpListener::bind(("127.0.0.1", 0)))
        .collect::<std::io::Result<_>>()
        .context("no free port on 127.0.0.1")?;
    let addresses = held.iter().map(TcpListener::local_addr);
    addresses
        .collect::<std::io::Result<_>>()
        .context("a port without an address")
}
