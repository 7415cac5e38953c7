//! Starting and stopping the chain.
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;
use surfpool_core::surfnet::locker::SurfnetSvmLocker;
use surfpool_core::surfnet::svm::{SurfnetSvm, SurfnetSvmConfig};
use surfpool_types::{SimnetCommand, SvmFeatureConfig};

use crate::config::{LocalnetConfig, MAX_SLOT_TIME_MS, MIN_SLOT_TIME_MS};
use crate::error::LocalnetError;
use crate::lockout::lock_out;
use crate::runloop::{run, surfpool_config, watch_events};

const START_TIMEOUT: Duration = Duration::from_secs(30);
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// A free port can be taken by somebody else between choosing and binding it.
const PORT_ATTEMPTS: u32 = 8;

/// A running chain. Dropping it stops it; [`Localnet::stop`] does the same and reports.
///
/// surfpool's clock thread outlives the chain until the process ends (it sleeps and sends into a closed
/// channel); a process that starts hundreds of chains will notice.
#[derive(Debug)]
pub struct Localnet {
    rpc_port: u16,
    ws_port: u16,
    slot_time_ms: u64,
    ready_in: Duration,
    commands: Sender<SimnetCommand>,
    runloop: Option<JoinHandle<Result<(), String>>>,
}

impl Localnet {
    /// Starts a chain and returns once it answers and its first balances are there.
    ///
    /// # Errors
    /// [`LocalnetError`]; nothing is left running then.
    pub fn start(config: LocalnetConfig) -> Result<Self, LocalnetError> {
        for slot_time_ms in [config.slot_time_ms, config.interval_ms()] {
            if !(MIN_SLOT_TIME_MS..=MAX_SLOT_TIME_MS).contains(&slot_time_ms) {
                return Err(LocalnetError::SlotTimeOutOfRange { slot_time_ms });
            }
        }
        if config.rpc_port != 0 && config.rpc_port == config.ws_port {
            return Err(LocalnetError::SamePort {
                port: config.rpc_port,
            });
        }
        let chosen = config.rpc_port != 0 && config.ws_port != 0;
        let attempts = if chosen { 1 } else { PORT_ATTEMPTS };
        let mut last = LocalnetError::Start("no port was tried".into());
        for _ in 0..attempts {
            let (rpc_port, ws_port) = pick_ports(config.rpc_port, config.ws_port)?;
            match Self::start_on(&config, rpc_port, ws_port) {
                Err(error @ LocalnetError::Start(_)) => last = error,
                other => return other,
            }
        }
        Err(last)
    }

    fn start_on(
        config: &LocalnetConfig,
        rpc_port: u16,
        ws_port: u16,
    ) -> Result<Self, LocalnetError> {
        let started = Instant::now();
        let surfpool = surfpool_config(config, rpc_port, ws_port);
        let simnet = &surfpool.simnets[0];
        let (svm, events, geyser) = SurfnetSvm::new(SurfnetSvmConfig {
            surfnet_id: simnet.surfnet_id.clone(),
            // The clock's step; `simnet.slot_time` paces the blocks.
            slot_time: config.slot_time_ms,
            instruction_profiling_enabled: simnet.instruction_profiling_enabled,
            max_profiles: simnet.max_profiles,
            log_bytes_limit: simnet.log_bytes_limit,
            feature_config: SvmFeatureConfig::default(),
            skip_blockhash_check: false,
        })
        .map_err(|error| LocalnetError::Start(error.to_string()))?;
        let locker = SurfnetSvmLocker::new(svm);
        let (commands, command_queue) = crossbeam_channel::unbounded();

        let (ready_tx, ready_rx) = mpsc::sync_channel(1);
        watch_events(events, ready_tx.clone())?;
        let runloop = {
            let (commands, locker) = (commands.clone(), locker.clone());
            std::thread::Builder::new()
                .name("localnet".into())
                .spawn(move || {
                    let result = run(locker, surfpool, commands, command_queue, geyser);
                    // Wakes `start` when the end comes before the beginning.
                    let _ = ready_tx.try_send(Err(match &result {
                        Ok(()) => "it ended at once".to_string(),
                        Err(error) => error.clone(),
                    }));
                    result
                })
                .map_err(|error| LocalnetError::Start(error.to_string()))?
        };
        let mut localnet = Self {
            rpc_port,
            ws_port,
            slot_time_ms: config.slot_time_ms,
            ready_in: Duration::ZERO,
            commands,
            runloop: Some(runloop),
        };
        match ready_rx.recv_timeout(START_TIMEOUT) {
            Ok(Ok(())) => {}
            Ok(Err(reason)) => return Err(LocalnetError::Start(reason)),
            Err(_) => return Err(LocalnetError::Start("no answer within 30 s".into())),
        }
        for (wallet, lamports) in &config.airdrop {
            let reason = match locker.airdrop(wallet, *lamports) {
                Ok(Ok(_)) => continue,
                Ok(Err(failed)) => failed.err.to_string(),
                Err(error) => format!("{error:?}"),
            };
            return Err(LocalnetError::Airdrop {
                wallet: wallet.to_string(),
                reason,
            });
        }
        localnet.lock_out_cheats()?;
        localnet.ready_in = started.elapsed();
        Ok(localnet)
    }

    /// Runs on a thread of its own, so that callers inside an async runtime may start a chain too.
    fn lock_out_cheats(&self) -> Result<(), LocalnetError> {
        let url = self.rpc_url();
        std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .map_err(|error| error.to_string())?
                .block_on(lock_out(&url))
        })
        .join()
        .map_err(|_| LocalnetError::Start("locking out the cheat codes panicked".into()))?
        .map_err(|reason| {
            LocalnetError::Start(format!("the cheat codes could not be locked out: {reason}"))
        })
    }

    /// URL of the JSON-RPC server.
    pub fn rpc_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.rpc_port)
    }

    /// URL of the WebSocket server.
    pub fn ws_url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.ws_port)
    }

    /// Chain time that one slot takes, in milliseconds.
    pub fn slot_time_ms(&self) -> u64 {
        self.slot_time_ms
    }

    /// From the call of [`Localnet::start`] to readiness.
    pub fn ready_in(&self) -> Duration {
        self.ready_in
    }

    /// False once the chain has ended by itself; [`Localnet::stop`] then says why.
    pub fn is_running(&self) -> bool {
        self.runloop
            .as_ref()
            .is_some_and(|thread| !thread.is_finished())
    }

    /// Stops the chain and returns once both ports are free again.
    ///
    /// # Errors
    /// [`LocalnetError::Ended`] with the chain's own error, [`LocalnetError::StopTimeout`] when a port
    /// stays open.
    pub fn stop(mut self) -> Result<(), LocalnetError> {
        self.halt()
    }

    fn halt(&mut self) -> Result<(), LocalnetError> {
        let Some(runloop) = self.runloop.take() else {
            return Ok(());
        };
        let _ = self.commands.send(SimnetCommand::Terminate(None));
        let ended = runloop
            .join()
            .unwrap_or_else(|_| Err("it panicked".into()))
            .map_err(LocalnetError::Ended);
        let deadline = Instant::now() + STOP_TIMEOUT;
        for port in [self.rpc_port, self.ws_port] {
            while TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
                if Instant::now() >= deadline {
                    return ended.and(Err(LocalnetError::StopTimeout { port }));
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        ended
    }
}

impl Drop for Localnet {
    fn drop(&mut self) {
        let _ = self.halt();
    }
}

/// Fills in ports left at 0 and makes sure that both can be opened.
fn pick_ports(rpc_port: u16, ws_port: u16) -> Result<(u16, u16), LocalnetError> {
    let open = |port: u16| {
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            LocalnetError::PortUnavailable {
                port,
                reason: error.to_string(),
            }
        })
    };
    // Both listeners are held until both ports are known, so that they differ.
    let (rpc, ws) = (open(rpc_port)?, open(ws_port)?);
    let number = |listener: &TcpListener, port| {
        listener
            .local_addr()
            .map(|address| address.port())
            .map_err(|error| LocalnetError::PortUnavailable {
                port,
                reason: error.to_string(),
            })
    };
    Ok((number(&rpc, rpc_port)?, number(&ws, ws_port)?))
}
