//! The real `io` on the embedded chain: a device is opted in to a round, the renter names its job, and when the operators
//! have been silent for a week the supplier is paid by the receipt that the renter signed.
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use io_client::escrow::accounts::{Escrow, Job};
use io_client::escrow::instructions::Accept;
use io_client::market::accounts::Round;
use io_client::market::instructions::Draw;
use io_client::oracle::instructions::PostPrices;
use io_client::oracle::types::FeedValue;
use io_client::{escrow, pda};
use io_testbed::{Testbed, Wanted, free_addresses, genesis, until};
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const OPERATORS: usize = 3;
/// USD for one IO and for an hour of the test class, × 10⁸.
const PRICES: [(u8, u64); 2] = [(0, 300_000_000), (1, 25_000_000)];
const ONE_IO: u64 = 100_000_000;
const WEEK_S: i64 = 7 * 86_400;

/// The command with the chain's URL and one wallet.
struct Io {
    config: PathBuf,
}

impl Io {
    fn of(bed: &Testbed, name: &str) -> Result<Self> {
        let config = bed.folder.join(format!("{name}.yml"));
        let keypair = bed.key_file(&format!("{name}.json"));
        let yaml = format!(
            "json_rpc_url: {}\nkeypair_path: {}\n",
            bed.url(),
            keypair.display()
        );
        std::fs::write(&config, yaml)?;
        Ok(Self { config })
    }

    /// Exit code, JSON and complaint.
    fn run(&self, line: &str) -> Result<(Option<i32>, Value, String)> {
        let output = Command::new(env!("CARGO_BIN_EXE_io"))
            .args(["--output", "json", "--config"])
            .arg(&self.config)
            .args(line.split(' '))
            .output()?;
        let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        let complaint = String::from_utf8(output.stderr)?;
        Ok((output.status.code(), answer, complaint))
    }

    fn done(&self, line: &str) -> Result<Value> {
        let (code, answer, complaint) = self.run(line)?;
        assert_eq!(code, Some(0), "io {line}: {complaint}");
        Ok(answer)
    }

    fn fails(&self, line: &str, want: i32, says: &str) -> Result<()> {
        let (code, _, complaint) = self.run(line)?;
        assert_eq!(code, Some(want), "io {line}: {complaint}");
        assert!(complaint.contains(says), "io {line}: {complaint}");
        Ok(())
    }
}

fn address(answer: &Value, field: &str) -> Result<Pubkey> {
    let text = answer[field].as_str();
    let text = text.with_context(|| format!("{field} in {answer}"))?;
    Ok(text.parse()?)
}

async fn post_prices(bed: &Testbed) -> Result<()> {
    let values = PRICES.map(|(feed, price)| FeedValue { feed, price });
    for seat in 0..OPERATORS {
        let key = bed.operator(seat)?;
        let post = PostPrices { key: key.pubkey() };
        bed.send(&[post.instruction(&values)], &key).await?;
    }
    Ok(())
}

/// Draws the round as anybody may: arms a slot, waits for it, draws.
async fn draw(bed: &Testbed, round: Pubkey) -> Result<Round> {
    let anyone = bed.wallet("anyone").await?;
    let call = || Draw { round }.instruction();
    bed.send(&[call()], &anyone).await?;
    let armed: Round = bed.get(&round).await?;
    bed.pass_slot(armed.armed_slot + 1).await?;
    until("the draw", async || {
        // The slot's hash is on record a block later.
        let _ = bed.send(&[call()], &anyone).await;
        let found: Round = bed.get(&round).await?;
        Ok((found.drawn == 1).then_some(found))
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drawn_job_is_paid_by_receipt_after_a_week_of_silence() -> Result<()> {
    let mut genesis = genesis()?;
    let times = &mut genesis.escrow;
    (times.match_window_s, times.match_draw_s, times.match_only_s) = (600, 120, 7_200);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("job-story");
    let bed = Testbed::found(folder, genesis, &free_addresses(OPERATORS)?).await?;
    let supplier = bed.wallet("supplier").await?;
    let renter = bed.wallet("renter").await?;
    bed.give_io(&renter.pubkey(), 1_000 * ONE_IO).await?;
    let (supply, rent) = (Io::of(&bed, "supplier")?, Io::of(&bed, "renter")?);
    let wanted = Wanted {
        nonce: 0,
        class: 0,
        processors: 1,
        key: Pubkey::new_from_array([7; 32]),
        payee: supplier.pubkey(),
    };
    let device = bed.list_device(&supplier, &wanted).await?.address;

    // Twice, so that a price is on record all of whose values have landed.
    post_prices(&bed).await?;
    post_prices(&bed).await?;
    let order = "job create --class test-cpu --gpus 1 --hours 2 --pay io";
    let job = address(&rent.done(order)?, "job")?;
    let config: Escrow = bed.get(&escrow::escrow_address()).await?;
    let now_ts = bed.now().await?.unix_timestamp;
    let this = config.round_times(now_ts).context("rounds are held")?;
    // While the last one is drawn, nothing enters.
    bed.pass_time(this.closes_ts).await?;
    let opt_in = format!("device opt-in {device} --min-rate-io 0.01 --most-hours 2");
    supply.fails(&opt_in, 2, "the next one opens in")?;
    rent.fails(&format!("job enter {job}"), 2, "the next one opens in")?;
    bed.pass_time(this.ends_ts).await?;
    let entered = supply.done(&opt_in)?;
    assert_eq!(
        (&entered["devices"], &entered["jobs"]),
        (&1.into(), &0.into())
    );
    assert_eq!(entered["weighs_io"], "200");
    let round = address(&entered, "round")?;
    supply.fails(&opt_in, 2, "AlreadyEntered")?;
    supply.fails(&format!("job enter {job}"), 2, "NotTheRenter")?;
    let entered = rent.done(&format!("job enter {job}"))?;
    assert_eq!(address(&entered, "round")?, round);
    assert_eq!(
        (&entered["round_devices"], &entered["round_jobs"]),
        (&1.into(), &1.into())
    );
    let view: Round = bed.get(&round).await?;
    assert_eq!((view.jobs[0].job, view.jobs[0].named), (job, 1));

    bed.pass_time(view.closes_ts).await?;
    let drawn = draw(&bed, round).await?;
    assert!(drawn.is_drawn_by_the_rule()?);
    post_prices(&bed).await?;
    let shown = rent.done(&format!("job show {job}"))?;
    assert_eq!(shown["drawn_devices"][0], device.to_string());
    assert_eq!(shown["drawn_by_the_rule"], true);
    let created_ts = bed.get::<Job>(&job).await?.created_ts;
    let lease = pda::lease(&job, &device, created_ts);
    let accept = Accept {
        supplier: supplier.pubkey(),
        job,
        lease,
        device,
        device_stake: pda::device_stake(&device),
        round: Some(round),
    };
    bed.send(&[accept.instruction(0, 0)], &supplier).await?;
    rent.done(&format!("job start {job}"))?;

    // Only the renter's word counts, and only once nobody else has had any for a week.
    let sign = format!("job sign-receipt {lease} 3600");
    supply.fails(&sign, 2, "only that wallet's receipts count")?;
    let signed = rent.done(&sign)?;
    let receipt = signed["receipt"].as_str().context("a receipt")?.to_owned();
    let claim = format!("lease claim-receipt {lease} 3600 {receipt}");
    supply.fails(&claim, 2, "TooEarly")?;
    let end_ts = bed.get::<Job>(&job).await?.end_ts;
    bed.pass_time(end_ts + WEEK_S).await?;
    let more = format!("lease claim-receipt {lease} 3601 {receipt}");
    // The receipt is verified by the network itself, before any program is asked.
    let (code, _, complaint) = supply.run(&more)?;
    assert_eq!(code, Some(2), "{complaint}");
    let mint = bed.network.io_mint;
    let before = bed.balance(&supplier.pubkey(), &mint).await?;
    let paid = supply.done(&claim)?;
    assert_eq!(paid["paid_now"], paid["paid_in_all"]);
    // An hour at $0.25, IO at $3, less a quarter of a percent.
    let earned = bed.balance(&supplier.pubkey(), &mint).await? - before;
    let rate = bed.get::<Job>(&job).await?.rate;
    assert_eq!(rate, 8_333_334);
    assert_eq!(earned, rate - (rate * 25).div_ceil(10_000));
    supply.fails(&claim, 2, "NothingDue")?;
    Ok(())
}
