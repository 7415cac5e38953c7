//! An operator on loopback: takes heartbeats and proofs as the interface says, and checks them for real.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use ed25519_dalek::SigningKey;
use io_api::challenge::Challenge;
use io_api::heartbeat::{Heartbeat, HeartbeatAccepted};
use io_api::proof::{ProofUpload, body_hash};
use io_api::receipt::Receipt;
use io_api::{Address, Digest, ErrorBody};
use io_pow::seed::EpochSeed;
use io_pow::verify::{Claim, Verdict, verify};
use io_pow::{HostSha256, Job, Response, fleet};
use io_worker::adapters::chain::{Chain, Operator};

use super::{BEACON_1, BEACON_2, EPOCH_S, FakeChain, GENESIS_TS, PARAMS};

/// How the stub behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Honest,
    /// Answers everything with 503.
    Down,
    /// Signs receipts for another body.
    FalseReceipts,
}

pub struct Seen {
    pub manner: Manner,
    pub minutes: BTreeMap<Address, BTreeSet<(u64, u8)>>,
    pub verdicts: BTreeMap<(u64, Address), Verdict>,
    pub uploads: u32,
}

#[derive(Clone)]
pub struct Stub {
    pub seat: u8,
    pub key: SigningKey,
    url: String,
    chain: FakeChain,
    seen: Arc<Mutex<Seen>>,
}

type Refusal = (StatusCode, Json<ErrorBody>);

fn refuse(status: StatusCode, code: &str, error: impl ToString) -> Refusal {
    let body = ErrorBody {
        code: code.into(),
        error: error.to_string(),
        what_to_do: "mend it".into(),
    };
    (status, Json(body))
}

fn bad(code: &str, error: impl ToString) -> Refusal {
    refuse(StatusCode::BAD_REQUEST, code, error)
}

impl Stub {
    pub async fn start(seat: u8, chain: FakeChain) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stub = Self {
            seat,
            key: SigningKey::from_bytes(&[0xa0 + seat; 32]),
            url: format!("http://{}", listener.local_addr().unwrap()),
            chain,
            seen: Arc::new(Mutex::new(Seen {
                manner: Manner::Honest,
                minutes: BTreeMap::new(),
                verdicts: BTreeMap::new(),
                uploads: 0,
            })),
        };
        let router = Router::new()
            .route("/v1/challenge", get(challenge))
            .route("/v1/heartbeats", post(heartbeat))
            .route("/v1/proofs/{epoch}/{device}", post(proof))
            .layer(DefaultBodyLimit::max(8 << 20))
            .with_state(stub.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        stub
    }

    pub fn listed(&self) -> Operator {
        Operator {
            seat: self.seat,
            key: Address(self.key.verifying_key().to_bytes()),
            url: self.url.clone(),
            bonded: true,
        }
    }

    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }

    pub fn verdict(&self, epoch: u64, device: &Address) -> Option<Verdict> {
        self.seen().verdicts.get(&(epoch, *device)).copied()
    }

    fn answering(&self) -> Result<Manner, Refusal> {
        match self.seen().manner {
            Manner::Down => Err(refuse(StatusCode::SERVICE_UNAVAILABLE, "down", "no")),
            manner => Ok(manner),
        }
    }

    /// Hash of a slot, this operator's own: one of another operator is not taken.
    fn slot_hash(&self, slot: u64) -> Digest {
        let mut hash = [self.seat; 32];
        hash[..8].copy_from_slice(&slot.to_le_bytes());
        Digest(hash)
    }
}

async fn challenge(State(stub): State<Stub>) -> Result<Json<Challenge>, Refusal> {
    stub.answering()?;
    let view = stub.chain.observe().await.unwrap();
    Ok(Json(Challenge {
        epoch: view.epoch,
        now_ts: view.now_ts,
        slot: view.slot,
        end_ts: GENESIS_TS + i64::try_from(view.epoch).unwrap() * EPOCH_S,
        s0: None,
        seed: None,
        commit_deadline_slot: None,
        beacon1: None,
        response_deadline_slot: None,
        beacon2: None,
        classes: vec![io_api::challenge::Class {
            class: 0,
            name: "test".into(),
            multiplier_milli: 250,
            n: PARAMS.n,
            k: PARAMS.k,
            panels: PARAMS.panels,
            lanes: PARAMS.lanes,
            steps: PARAMS.steps,
            time_ms: 1,
            live: true,
        }],
        recent_slot: view.slot,
        recent_slot_hash: stub.slot_hash(view.slot),
    }))
}

async fn heartbeat(
    State(stub): State<Stub>,
    Json(heartbeat): Json<Heartbeat>,
) -> Result<Json<HeartbeatAccepted>, Refusal> {
    stub.answering()?;
    let world = stub.chain.world();
    let device = world.device(&heartbeat.device);
    let device = device.ok_or_else(|| bad("unknown_device", "not registered"))?;
    heartbeat
        .verify(&device.device_key)
        .map_err(|error| bad("bad_signature", error))?;
    if heartbeat.slot + 150 < world.slot || heartbeat.slot_hash != stub.slot_hash(heartbeat.slot) {
        return Err(bad("stale_heartbeat", "not a recent slot"));
    }
    let epoch = world.epoch();
    let minute = u8::try_from((world.now_ts - GENESIS_TS) % EPOCH_S / 60).unwrap();
    let mut seen = stub.seen();
    let minutes = seen.minutes.entry(heartbeat.device).or_default();
    minutes.insert((epoch, minute));
    Ok(Json(HeartbeatAccepted { epoch, minute }))
}

async fn proof(
    State(stub): State<Stub>,
    Path((epoch, address)): Path<(u64, String)>,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let manner = stub.answering()?;
    let address: Address = address.parse().map_err(|error| bad("address", error))?;
    let (device, entry, record, slot) = {
        let world = stub.chain.world();
        let device = world.device(&address).cloned();
        let device = device.ok_or_else(|| bad("unknown_device", "not registered"))?;
        let entry = world.commit(epoch);
        let entry = entry.ok_or_else(|| bad("not_committed", "no root on chain"))?;
        (device, entry, world.records[&epoch].clone(), world.slot)
    };
    let upload = ProofUpload::parse(&body).map_err(|error| bad("malformed", error))?;
    upload
        .verify(&address, &device.device_key, epoch)
        .map_err(|error| bad("bad_signature", error))?;
    let job = Job {
        seed: EpochSeed(record.seed.0),
        device: address.0,
        gpus: u32::from(device.processors),
        params: PARAMS,
    };
    let response = Response::from_bytes(&PARAMS, job.gpus, upload.response)
        .map_err(|error| bad("malformed", error))?;
    let roots: Vec<_> = response.gpus.iter().map(|gpu| gpu.root).collect();
    let leaf = |stage, roots: &[_]| fleet::leaf::<HostSha256>(stage, &job.seed, &job.device, roots);
    let claim = Claim {
        job,
        commit_leaf: leaf(fleet::Stage::Commit, &roots).unwrap(),
        response_leaf: response
            .leaf::<HostSha256>(&job.seed, &job.device, &PARAMS)
            .unwrap(),
    };
    let included = |root: &Digest, leaf, path| {
        fleet::includes::<HostSha256>(&root.0, device.index, leaf, path)
    };
    let response_root = entry
        .response_root
        .ok_or_else(|| bad("not_responded", "no response root on chain"))?;
    if !included(&entry.commit_root, &claim.commit_leaf, &upload.commit_path)
        || !included(&response_root, &claim.response_leaf, &upload.response_path)
    {
        return Err(bad("not_the_roots", "the paths lead elsewhere"));
    }
    let verdict = verify(&claim, &response, &BEACON_1.0, &BEACON_2.0)
        .map_err(|error| bad("refused", error))?;
    let mut seen = stub.seen();
    seen.uploads += 1;
    seen.verdicts.insert((epoch, address), verdict);
    let hash = match manner {
        Manner::FalseReceipts => Digest([0; 32]),
        _ => body_hash(&body),
    };
    Ok(Json(Receipt::signed(&stub.key, address, epoch, hash, slot)))
}
