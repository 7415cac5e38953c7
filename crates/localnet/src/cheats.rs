//! The client side of the only cheat codes allowed on the embedded chain: load a program, give SOL away,
//! move the clock. A cluster refuses all of them.
use serde_json::{Value, json};
use solana_clock::Clock;
use solana_commitment_config::CommitmentConfig;
use solana_pubkey::{Pubkey, pubkey};
use solana_rpc_client::nonblocking::rpc_client::RpcClient;
use solana_rpc_client_api::client_error::Error as ClientError;
use solana_rpc_client_api::request::RpcRequest;

/// How often, and in what pauses, an airdrop is looked for: half a minute in all.
const AIRDROP_LOOKS: u32 = 300;
const AIRDROP_PAUSE: std::time::Duration = std::time::Duration::from_millis(100);
const CLOCK_ADDRESS: Pubkey = pubkey!("SysvarC1ock11111111111111111111111111111111");
const UPGRADEABLE_LOADER: Pubkey = pubkey!("BPFLoaderUpgradeab1e11111111111111111111111");
/// Bincode layout of the Clock sysvar: slot u64, epoch_start_timestamp i64, epoch u64,
/// leader_schedule_epoch u64, unix_timestamp i64.
const CLOCK_LEN: usize = 40;

/// Why a cheat code was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CheatError {
    /// The chain refused, or is not the embedded one.
    #[error("{method} was refused: {source}. Only the embedded chain (io-localnet) knows it")]
    Rpc {
        /// The JSON-RPC method.
        method: &'static str,
        /// What came back.
        source: Box<ClientError>,
    },
    /// The faucet took the request and gave nothing.
    #[error("no SOL has come to {wallet} in half a minute: is the chain's faucet on?")]
    NoAirdrop {
        /// Who asked.
        wallet: Pubkey,
    },
    /// The file is not an ELF object.
    #[error(
        "the binary for {program} is not an ELF file ({len} bytes): build it with `cargo xtask build`"
    )]
    NotElf {
        /// The program it was meant for.
        program: Pubkey,
        /// Bytes given.
        len: usize,
    },
    /// The program was accepted but cannot be called.
    #[error("{program} was written but is not an executable program: {reason}")]
    NotExecutable {
        /// The program.
        program: Pubkey,
        /// What was found instead.
        reason: String,
    },
    /// Time does not run backwards here.
    #[error("the chain's clock is at {now_ts}, already past {target_ts}: choose a later time")]
    PastTime {
        /// Asked for, unix seconds.
        target_ts: i64,
        /// The chain's clock, unix seconds.
        now_ts: i64,
    },
    /// The Clock sysvar was not 40 bytes.
    #[error("the Clock sysvar holds {len} bytes, not {CLOCK_LEN}: this is not a Solana chain")]
    BadClock {
        /// Bytes found.
        len: usize,
    },
}

impl CheatError {
    fn rpc(method: &'static str) -> impl FnOnce(ClientError) -> Self {
        move |source| Self::Rpc {
            method,
            source: Box::new(source),
        }
    }
}

/// Talks to one embedded chain.
pub struct Cheats {
    rpc: RpcClient,
}

impl Cheats {
    /// For the chain at `rpc_url`, for example [`crate::Localnet::rpc_url`].
    pub fn new(rpc_url: impl ToString) -> Self {
        Self {
            rpc: RpcClient::new_with_commitment(rpc_url.to_string(), CommitmentConfig::confirmed()),
        }
    }

    /// Loads `elf` (a linked sBPF shared object, whole) as `program`, upgradeable by `upgrade_authority`,
    /// as `solana program deploy` would. Our programs' `initialize` asks for that authority's signature.
    /// Writing again replaces the code and leaves the program's accounts alone.
    ///
    /// # Errors
    /// [`CheatError::NotElf`] before anything is sent; [`CheatError::NotExecutable`] when the chain took
    /// the bytes but not as a program; [`CheatError::Rpc`].
    pub async fn write_program(
        &self,
        program: &Pubkey,
        elf: &[u8],
        upgrade_authority: &Pubkey,
    ) -> Result<(), CheatError> {
        const METHOD: &str = "surfnet_writeProgram";
        if !elf.starts_with(b"\x7fELF") {
            return Err(CheatError::NotElf {
                program: *program,
                len: elf.len(),
            });
        }
        self.call(
            METHOD,
            json!([
                program.to_string(),
                hex::encode(elf),
                0,
                upgrade_authority.to_string()
            ]),
        )
        .await?;
        self.check_program(program, elf, upgrade_authority).await
    }

    /// surfpool answers `ok` to a write whatever became of the program, so look.
    async fn check_program(
        &self,
        program: &Pubkey,
        elf: &[u8],
        upgrade_authority: &Pubkey,
    ) -> Result<(), CheatError> {
        let not_executable = |reason: &str| CheatError::NotExecutable {
            program: *program,
            reason: reason.to_string(),
        };
        let data_address = Pubkey::find_program_address(&[program.as_ref()], &UPGRADEABLE_LOADER).0;
        let accounts = self
            .rpc
            .get_multiple_accounts(&[*program, data_address])
            .await
            .map_err(CheatError::rpc("getMultipleAccounts"))?;
        let [Some(code), Some(data)] = accounts.as_slice() else {
            return Err(not_executable("an account of it is missing"));
        };
        if !code.executable || code.owner != UPGRADEABLE_LOADER {
            return Err(not_executable("the upgradeable loader does not own it"));
        }
        // ProgramData: tag u32, slot u64, Option<Pubkey> (tag u8 + 32), then the code.
        const HEADER_LEN: usize = 45;
        if data.data.get(13..HEADER_LEN) != Some(upgrade_authority.as_ref()) {
            return Err(not_executable("its upgrade authority is another"));
        }
        if data
            .data
            .get(HEADER_LEN..HEADER_LEN.saturating_add(elf.len()))
            != Some(elf)
        {
            return Err(not_executable("the stored code differs"));
        }
        Ok(())
    }

    /// Gives `lamports` to `wallet`, and waits until they are there: the embedded chain gives at once, a test
    /// validator's faucet with a transaction of its own.
    ///
    /// # Errors
    /// [`CheatError::Rpc`], [`CheatError::NoAirdrop`].
    pub async fn airdrop(&self, wallet: &Pubkey, lamports: u64) -> Result<(), CheatError> {
        let before = self.balance(wallet).await?;
        self.rpc
            .request_airdrop(wallet, lamports)
            .await
            .map_err(CheatError::rpc("requestAirdrop"))?;
        for _ in 0..AIRDROP_LOOKS {
            if self.balance(wallet).await? > before {
                return Ok(());
            }
            tokio::time::sleep(AIRDROP_PAUSE).await;
        }
        Err(CheatError::NoAirdrop { wallet: *wallet })
    }

    async fn balance(&self, wallet: &Pubkey) -> Result<u64, CheatError> {
        self.rpc
            .get_balance(wallet)
            .await
            .map_err(CheatError::rpc("getBalance"))
    }

    /// The chain's clock at its tip.
    ///
    /// # Errors
    /// [`CheatError::Rpc`], [`CheatError::BadClock`].
    pub async fn clock(&self) -> Result<Clock, CheatError> {
        let data = self
            .rpc
            .get_account_data(&CLOCK_ADDRESS)
            .await
            .map_err(CheatError::rpc("getAccountInfo"))?;
        read_clock(&data)
    }

    /// Moves the clock to `target_ts` (unix seconds) and returns it as it then stands. Slots move by the
    /// same time divided by the slot time; the skipped ones have no block and no SlotHashes entry.
    /// Blockhashes age by one block.
    ///
    /// # Errors
    /// [`CheatError::PastTime`] when the clock is there already or beyond, [`CheatError::Rpc`].
    pub async fn travel_to(&self, target_ts: i64) -> Result<Clock, CheatError> {
        let now_ts = self.clock().await?.unix_timestamp;
        let target_ms = u64::try_from(target_ts)
            .ok()
            .filter(|_| target_ts > now_ts)
            .and_then(|seconds| seconds.checked_mul(1_000))
            .ok_or(CheatError::PastTime { target_ts, now_ts })?;
        self.call(
            "surfnet_timeTravel",
            json!([{ "absoluteTimestamp": target_ms }]),
        )
        .await?;
        self.clock().await
    }

    /// Moves the clock `seconds` (at least 1) forward, from where it stands when the call arrives.
    ///
    /// # Errors
    /// As [`Cheats::travel_to`].
    pub async fn travel_by(&self, seconds: u32) -> Result<Clock, CheatError> {
        let now_ts = self.clock().await?.unix_timestamp;
        self.travel_to(now_ts.saturating_add(i64::from(seconds)))
            .await
    }

    async fn call(&self, method: &'static str, params: Value) -> Result<Value, CheatError> {
        self.rpc
            .send(RpcRequest::Custom { method }, params)
            .await
            .map_err(CheatError::rpc(method))
    }
}

fn read_clock(data: &[u8]) -> Result<Clock, CheatError> {
    let bytes: &[u8; CLOCK_LEN] = data
        .try_into()
        .map_err(|_| CheatError::BadClock { len: data.len() })?;
    let word = |at: usize| {
        let mut word = [0; 8];
        word.copy_from_slice(&bytes[at..at + 8]);
        word
    };
    Ok(Clock {
        slot: u64::from_le_bytes(word(0)),
        epoch_start_timestamp: i64::from_le_bytes(word(8)),
        epoch: u64::from_le_bytes(word(16)),
        leader_schedule_epoch: u64::from_le_bytes(word(24)),
        unix_timestamp: i64::from_le_bytes(word(32)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_clock_follows_the_sysvar_layout() {
        let mut data = Vec::new();
        for word in [7i64, 1_700_000_000, 3, 4, 1_712_000_000] {
            data.extend_from_slice(&word.to_le_bytes());
        }
        let clock = read_clock(&data).unwrap();
        assert_eq!(
            (clock.slot, clock.epoch, clock.leader_schedule_epoch),
            (7, 3, 4)
        );
        assert_eq!(clock.epoch_start_timestamp, 1_700_000_000);
        assert_eq!(clock.unix_timestamp, 1_712_000_000);
        assert!(matches!(
            read_clock(&data[..39]),
            Err(CheatError::BadClock { len: 39 })
        ));
    }
}
