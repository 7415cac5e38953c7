//! The threads of a chain: its loop, and the one that drains its events.
use std::net::Ipv4Addr;
use std::sync::mpsc;

use crossbeam_channel::{Receiver, Sender};
use surfpool_core::surfnet::GeyserEvent;
use surfpool_core::surfnet::locker::SurfnetSvmLocker;
use surfpool_types::{
    BlockProductionMode, RpcConfig, SimnetCommand, SimnetConfig, SimnetEvent, SurfpoolConfig,
};

use crate::config::LocalnetConfig;
use crate::error::LocalnetError;

pub(crate) fn surfpool_config(
    config: &LocalnetConfig,
    rpc_port: u16,
    ws_port: u16,
) -> SurfpoolConfig {
    SurfpoolConfig {
        simnets: vec![SimnetConfig {
            offline_mode: true,
            remote_rpc_url: None,
            slot_time: config.interval_ms(),
            block_production_mode: BlockProductionMode::Clock,
            // Profiles are for a debugger's eyes and slow every transaction down.
            instruction_profiling_enabled: false,
            ..Default::default()
        }],
        rpc: RpcConfig {
            bind_host: Ipv4Addr::LOCALHOST.to_string(),
            bind_port: rpc_port,
            ws_port,
            ..Default::default()
        },
        ..Default::default()
    }
}

/// Drains the node's events (a full queue would block it) and reports readiness or failure once.
pub(crate) fn watch_events(
    events: Receiver<SimnetEvent>,
    ready: mpsc::SyncSender<Result<(), String>>,
) -> Result<(), LocalnetError> {
    std::thread::Builder::new()
        .name("localnet-events".into())
        .spawn(move || {
            while let Ok(event) = events.recv() {
                match event {
                    SimnetEvent::CoreStarted(_) => {
                        let _ = ready.try_send(Ok(()));
                    }
                    SimnetEvent::Aborted(reason) => {
                        let _ = ready.try_send(Err(reason));
                    }
                    _ => {}
                }
            }
        })
        .map(|_| ())
        .map_err(|error| LocalnetError::Start(error.to_string()))
}

/// The chain's loop, on a runtime of its own: surfpool reads its state through blocking guards, which
/// need a multi-threaded one.
pub(crate) fn run(
    locker: SurfnetSvmLocker,
    config: SurfpoolConfig,
    commands: Sender<SimnetCommand>,
    command_queue: Receiver<SimnetCommand>,
    geyser: Receiver<GeyserEvent>,
) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let result = runtime
        .block_on(surfpool_core::runloops::start_local_surfnet_runloop(
            locker,
            config,
            commands,
            command_queue,
            geyser,
        ))
        .map_err(|error| error.to_string());
    runtime.shutdown_background();
    result
}
