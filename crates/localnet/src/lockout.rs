//! Turns off, for good, every cheat code that [`crate::cheats`] does not use.
use serde_json::json;
use solana_rpc_client::nonblocking::rpc_client::RpcClient;
use solana_rpc_client_api::request::RpcRequest;
use surfpool_types::SURFNET_CHEATCODE_METHODS;

/// The cheat codes that stay, and the read-only description of the node.
pub(crate) const ALLOWED: [&str; 3] = [
    "surfnet_getSurfnetInfo",
    "surfnet_timeTravel",
    "surfnet_writeProgram",
];

/// Disables all but [`ALLOWED`], the methods that could enable them again included.
///
/// # Errors
/// The RPC error's text, when the node refuses.
pub(crate) async fn lock_out(rpc_url: &str) -> Result<(), String> {
    let rpc = RpcClient::new(rpc_url.to_string());
    let (control, rest): (Vec<&str>, Vec<&str>) = SURFNET_CHEATCODE_METHODS
        .iter()
        .copied()
        .filter(|method| !ALLOWED.contains(method))
        .partition(|method| {
            matches!(
                *method,
                "surfnet_enableCheatcode" | "surfnet_disableCheatcode"
            )
        });
    // The control methods go last: once they are off nothing can change the list.
    let all: Vec<&str> = rest.into_iter().chain(control).collect();
    rpc.send::<serde_json::Value>(
        RpcRequest::Custom {
            method: "surfnet_disableCheatcode",
        },
        json!([all, { "lockout": true }]),
    )
    .await
    .map(|_| ())
    .map_err(|error| error.to_string())
}
