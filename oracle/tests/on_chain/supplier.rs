//! A supplier with its devices: real proofs of the CPU class, roots on chain, uploads and heartbeats over HTTP.
use anyhow::{Result, bail, ensure};
use ed25519_dalek::SigningKey;
use io_api::heartbeat::{Heartbeat, HeartbeatAccepted};
use io_api::{Address, ErrorBody};
use io_client::oracle::accounts::EpochRecord;
use io_client::oracle::instructions::{PostCommit, PostResponse};
use io_client::pda;
use io_pow::{ClassParams, Prover};
use io_testbed::{Wanted, until};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::network::Network;
use crate::operator::Operator;
use crate::proofs::{Committed, Device, Proof};

const CLASS: u8 = 0;

pub struct Supplier {
    wallet: Keypair,
    pub devices: Vec<Device>,
    /// Wallets that the devices pay.
    pub payees: Vec<Pubkey>,
}

impl Supplier {
    /// Lists `count` devices of one GPU each, which pay a wallet each, and waits until every operator knows them.
    pub async fn join(network: &Network, count: u8) -> Result<Self> {
        let wallet = network.bed.wallet("supplier").await?;
        let (mut devices, mut payees) = (Vec::new(), Vec::new());
        for number in 0..count {
            let key = SigningKey::from_bytes(&[200 + number; 32]);
            let payee = Pubkey::new_from_array([100 + number; 32]);
            let wanted = Wanted {
                nonce: number.into(),
                class: CLASS,
                processors: 1,
                key: Pubkey::new_from_array(key.verifying_key().to_bytes()),
                payee,
            };
            let listed = network.bed.list_device(&wallet, &wanted).await?;
            payees.push(payee);
            devices.push(Device {
                index: listed.index,
                address: Address(listed.address.to_bytes()),
                key,
            });
        }
        for operator in network.alive() {
            until("the operators to know the devices", async || {
                let known: Vec<io_api::readers::Device> = operator.get("/v1/devices").await?;
                let staked = known.iter().filter(|d| d.stake > 0 && d.tier > 0);
                Ok((staked.count() == devices.len()).then_some(()))
            })
            .await?;
        }
        Ok(Self {
            wallet,
            devices,
            payees,
        })
    }

    pub fn indices(&self) -> Vec<u32> {
        self.devices.iter().map(|device| device.index).collect()
    }

    /// Commits, waits for the first beacon, responds; the proofs to upload.
    pub async fn prove(
        &self,
        network: &Network,
        record: &EpochRecord,
    ) -> Result<(EpochRecord, Vec<Proof>)> {
        let epoch = record.epoch;
        let (supplier, epoch_record) = (self.wallet.pubkey(), pda::epoch_record(epoch));
        let commits = pda::commits(&supplier, CLASS);
        let make = |_, job| Prover::commit(job).expect("the test class can be proved");
        let devices = self.devices.iter().cloned();
        let committed = Committed::new(record.seed, ClassParams::TEST, devices, make);
        let post = PostCommit {
            supplier,
            epoch_record,
            commits,
        };
        let post = post.instruction(CLASS, committed.root());
        network.bed.send(&[post], &self.wallet).await?;
        let record = network.beacon(record, 1).await?;
        let (root, proofs) = committed.respond(epoch, &record.beacon1);
        let post = PostResponse {
            supplier,
            epoch_record,
            commits,
        };
        let post = post.instruction(CLASS, root);
        network.bed.send(&[post], &self.wallet).await?;
        Ok((record, proofs))
    }

    /// Uploads the proofs to every operator that runs, once it has seen the roots on chain.
    pub async fn upload(&self, network: &Network, epoch: u64, proofs: &[Proof]) -> Result<()> {
        for operator in network.alive() {
            for proof in proofs {
                let path = format!("/v1/proofs/{epoch}/{}", proof.address);
                until("a proof to be taken", async || {
                    // A refusal in advance closes the connection, perhaps while the proof is still being sent.
                    let Ok(answer) = operator.post(&path, proof.body.clone()).await else {
                        return Ok(None);
                    };
                    if answer.status().is_success() {
                        return Ok(Some(()));
                    }
                    let refusal: ErrorBody = answer.json().await?;
                    if refusal.code != "roots_not_on_chain" {
                        bail!("operator {}: {refusal:?}", operator.seat);
                    }
                    Ok(None)
                })
                .await?;
            }
        }
        Ok(())
    }

    /// One minute of the epoch, the `minute`-th, in which those of `heard` say to every operator that runs that they
    /// are at work.
    pub async fn minute(
        &self,
        network: &Network,
        epoch: u64,
        minute: u8,
        heard: &[Device],
    ) -> Result<()> {
        let start_ts = network.bed.timeline.start_ts(epoch);
        let at_ts = start_ts + 60 * i64::from(minute) + 5;
        network.bed.pass_time(at_ts).await?;
        for operator in network.alive() {
            for device in heard {
                let accepted = beat(operator, device, at_ts).await?;
                ensure!(
                    accepted == HeartbeatAccepted { epoch, minute },
                    "operator {} counted a heartbeat of minute {minute} in {accepted:?}",
                    operator.seat
                );
            }
        }
        Ok(())
    }
}

/// A heartbeat signed now, with the slot that the operator itself names.
pub async fn signed(operator: &Operator, device: &Device, since_ts: i64) -> Result<Heartbeat> {
    let challenge = operator.challenge(since_ts).await?;
    let (slot, hash) = (challenge.recent_slot, challenge.recent_slot_hash);
    Ok(Heartbeat::signed(&device.key, device.address, slot, hash))
}

async fn beat(operator: &Operator, device: &Device, since_ts: i64) -> Result<HeartbeatAccepted> {
    let heartbeat = signed(operator, device, since_ts).await?;
    let body = serde_json::to_vec(&heartbeat)?;
    let answer = operator.post("/v1/heartbeats", body).await?;
    if !answer.status().is_success() {
        bail!("operator {}: {}", operator.seat, answer.text().await?);
    }
    Ok(answer.json().await?)
}
