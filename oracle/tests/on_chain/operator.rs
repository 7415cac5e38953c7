//! One operator: its settings, its database, its process, and what it says over HTTP.
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use io_api::ErrorBody;
use io_api::challenge::Challenge;
use io_testbed::{Service, Testbed, operator_key, until};
use serde::de::DeserializeOwned;

use crate::sources::Sources;

/// Slots that a heartbeat's slot may be old: a minute, as mainnet's 150 slots of 400 ms.
pub const HEARTBEAT_AGE_SLOTS: u64 = 1_200;

pub struct Operator {
    pub seat: usize,
    pub url: String,
    http: reqwest::Client,
    folder: PathBuf,
    settings: PathBuf,
    database: PathBuf,
    service: Option<Service>,
}

impl Operator {
    /// Writes the settings; nothing runs yet.
    pub fn new(
        bed: &Testbed,
        seat: usize,
        listen: SocketAddr,
        sources: Option<&Sources>,
    ) -> Result<Self> {
        let database = bed.folder.join(format!("operator-{seat}.db"));
        let key = bed.key_file(&operator_key(seat));
        let mut text = format!(
            "[chain]\nrpc_url = \"{}\"\nkeypair = \"{}\"\nclock_ms = 50\nregistry_ms = 300\n\
             heartbeat_max_age_slots = {HEARTBEAT_AGE_SLOTS}\n[http]\nlisten = \"{listen}\"\n\
             [store]\nurl = \"sqlite:{}\"\n[rules]\nrolling_uptime_min = 2\n\
             [agreement]\npeer_timeout_ms = 3000\n[log]\nformat = \"text\"\n[prices]\nfetch_ms = 200\ninterval_s = 30\n",
            bed.url(),
            key.display(),
            database.display(),
        );
        if let Some(sources) = sources {
            for feed in [0, 1] {
                text.push_str(&format!(
                    "[[prices.source]]\nname = \"test\"\nurl = \"{}\"\npointer = \"/usd\"\nfeed = {feed}\n",
                    sources.url(seat, feed)
                ));
            }
        }
        let settings = bed.folder.join(format!("operator-{seat}.toml"));
        std::fs::write(&settings, text)?;
        Ok(Self {
            seat,
            url: format!("http://{listen}"),
            http: reqwest::Client::new(),
            folder: bed.folder.clone(),
            settings,
            database,
            service: None,
        })
    }

    pub fn runs(&self) -> bool {
        self.service.is_some()
    }

    /// Starts the process and waits until it has read the chain.
    pub async fn start(&mut self) -> Result<()> {
        let settings = self.settings.to_str().context("not UTF-8")?;
        let program = Path::new(env!("CARGO_BIN_EXE_io-oracle"));
        let arguments = ["--config", settings, "run"];
        let name = format!("operator-{}", self.seat);
        let service = Service::start(&name, program, &arguments, &self.folder)?;
        let service = self.service.insert(service);
        let url = format!("{}/v1/challenge", self.url);
        until(&format!("{name} to answer"), async || {
            service.check()?;
            let answer = self.http.get(&url).send().await;
            Ok(answer.is_ok_and(|a| a.status().is_success()).then_some(()))
        })
        .await
    }

    /// As a power cut would.
    pub fn kill(&mut self) -> Result<()> {
        let service = self.service.take().context("it does not run")?;
        service.kill()
    }

    /// Removes the database of an operator that does not run.
    pub fn forget(&self) -> Result<()> {
        assert!(self.service.is_none(), "it still runs");
        std::fs::remove_file(&self.database)?;
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", self.database.display()));
        }
        Ok(())
    }

    /// That it runs as it should.
    pub fn check(&mut self) -> Result<()> {
        self.service.as_mut().context("it does not run")?.check()
    }

    /// An answer as bytes; none for one that is no success.
    pub async fn find(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let answer = self.http.get(format!("{}{path}", self.url)).send().await?;
        if !answer.status().is_success() {
            return Ok(None);
        }
        Ok(Some(answer.bytes().await?.to_vec()))
    }

    /// An answer in JSON.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        let Some(body) = self.find(path).await? else {
            bail!("operator {} does not answer {path}", self.seat);
        };
        Ok(serde_json::from_slice(&body)?)
    }

    /// Status of `/ready`, and the problem's code where there is one.
    pub async fn ready(&self) -> Result<(u16, Option<String>)> {
        let answer = self.http.get(format!("{}/ready", self.url)).send().await?;
        let status = answer.status().as_u16();
        let problem: Option<ErrorBody> = answer.json().await.ok();
        Ok((status, problem.map(|problem| problem.code)))
    }

    pub async fn post(&self, path: &str, body: Vec<u8>) -> Result<reqwest::Response> {
        let request = self.http.post(format!("{}{path}", self.url));
        let request = request.header("content-type", "application/json");
        Ok(request.body(body).send().await?)
    }

    /// The challenge, once the operator has seen the clock at `since_ts` or later, and a slot with a hash since: right
    /// after a jump the newest hash is that of a slot before it.
    pub async fn challenge(&self, since_ts: i64) -> Result<Challenge> {
        until("the operator to see the clock", async || {
            let challenge: Challenge = self.get("/v1/challenge").await?;
            let here = challenge.now_ts >= since_ts
                && challenge.slot.saturating_sub(challenge.recent_slot) < HEARTBEAT_AGE_SLOTS / 10;
            Ok(here.then_some(challenge))
        })
        .await
    }

    /// A counter.
    pub async fn counted(&self, name: &str) -> Result<u64> {
        let body = self.find("/metrics").await?.context("no metrics")?;
        let text = String::from_utf8(body)?;
        let value = text.lines().find_map(|line| {
            let (of, value) = line.split_once(' ')?;
            (of == format!("io_oracle_{name}")).then_some(value)
        });
        Ok(value.with_context(|| format!("no {name}"))?.parse()?)
    }
}
