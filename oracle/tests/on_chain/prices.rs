//! Prices from the operators' sources to the board, and from the board to whoever asks for one on chain.
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use io_api::readers::Price;
use io_client::escrow::instructions::CreateJob;
use io_client::escrow::types::JobOrder;
use io_client::iosd::accounts::Iosd;
use io_client::oracle::accounts::{PriceBoard, PriceRing};
use io_client::oracle::types::RingEntry;
use io_client::token::create_associated;
use io_client::{iosd, oracle, pda};
use io_core::price::{Quote, quorum_price};
use io_testbed::until;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::network::Network;
use crate::sources::Sources;

/// Five, so that one is less than a third: it can then move neither the medians nor the thirds.
const OPERATORS: usize = 5;
const LIAR: usize = 4;
/// Feed of IO/USD, and of a GPU-hour of class 0.
const IO: u8 = 0;
const CLASS: u8 = 1;
/// `oracle`'s `NoQuorumPrice`.
const NO_QUORUM_PRICE: u32 = 6060;
/// Of the token program: the price was found and could not be paid.
const INSUFFICIENT_FUNDS: u32 = 1;
const CENT: u64 = 1_000_000;
/// Longer than an operator waits between two posts, chain seconds.
const INTERVAL_S: u32 = 31;

async fn board(network: &Network) -> Result<PriceBoard> {
    network.bed.get(&oracle::prices_address()).await
}

async fn newest(network: &Network) -> Result<(u16, RingEntry)> {
    let ring: PriceRing = network.bed.get(&oracle::price_ring_address()).await?;
    ensure!(ring.len > 0, "the ring is empty");
    Ok((ring.len, ring.entries[usize::from(ring.head) - 1].clone()))
}

/// The feed's column of the board.
fn column(board: &PriceBoard, feed: u8) -> Vec<u64> {
    let rows = board.values.iter().take(OPERATORS);
    rows.map(|row| row[usize::from(feed)]).collect()
}

/// Lets an interval pass and waits until every operator has posted since.
async fn post(network: &Network) -> Result<PriceBoard> {
    network.bed.pass(INTERVAL_S).await?;
    let since_ts = network.bed.now().await?.unix_timestamp;
    until("every operator to post prices", async || {
        let board = board(network).await?;
        let posted = board.landed_ts.iter().take(OPERATORS);
        let posted = posted.filter(|ts| i64::from(**ts) >= since_ts).count();
        Ok((posted == OPERATORS).then_some(board))
    })
    .await
}

/// Asks the escrow program for a price of the class: it refuses for want of money where there is one. The code.
async fn order(network: &Network, renter: &Keypair) -> Result<Option<u32>> {
    let money: Iosd = network.bed.get(&iosd::iosd_address()).await?;
    let account = create_associated(&renter.pubkey(), &renter.pubkey(), &money.iosd_mint);
    let call = CreateJob {
        renter: renter.pubkey(),
        payment_mint: money.iosd_mint,
        source: pda::associated_token(&renter.pubkey(), &money.iosd_mint),
        token_program: pda::TOKEN_PROGRAM_ID,
    };
    let order = JobOrder {
        class: CLASS - 1,
        tier: 4,
        region: 0,
        scenario: 0,
        gpus: 1,
        hours: 1,
        max_price: u64::MAX,
        max_rate: u64::MAX,
    };
    let call = call.instruction(1, &order);
    let sent = network.bed.send(&[account, call], renter).await;
    let error = sent.expect_err("the renter has no money");
    Ok(error.program_code())
}

/// Waits until every operator has asked its sources again and found one down.
async fn looked(network: &Network) -> Result<()> {
    let now_ts = network.bed.now().await?.unix_timestamp;
    for operator in &network.operators {
        operator.challenge(now_ts).await?;
        let before = operator.counted("source_errors_total").await?;
        until("the operator to look at its sources", async || {
            let after = operator.counted("source_errors_total").await?;
            // Two rounds: the first may have begun before.
            Ok((after >= before + 2).then_some(()))
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_board_says_the_median_and_nothing_when_the_sources_are_down() -> Result<()> {
    let sources = Sources::serve().await?;
    for operator in 0..OPERATORS {
        sources.say(operator, IO, "3.02");
        sources.say(operator, CLASS, "0.25");
    }
    let network = Network::start("prices", OPERATORS, Some(&sources)).await?;
    let renter = network.bed.wallet("renter").await?;
    post(&network).await?;
    for operator in 0..OPERATORS {
        sources.say(operator, IO, &format!("3.0{operator}"));
    }
    post(&network).await?;
    let mut said: Vec<u64> = (0..5).map(|n| 300 * CENT + n * CENT).collect();
    let board = post(&network).await?;
    assert_eq!(column(&board, IO), said);
    assert_eq!(column(&board, CLASS), [25 * CENT; OPERATORS]);
    // The middle one of five, and half of what lies between the second and the fourth.
    let (_, entry) = newest(&network).await?;
    assert_eq!((entry.lower, entry.upper), (302 * CENT, 302 * CENT));
    assert_eq!(u64::from(entry.confidence), CENT);
    assert_eq!(order(&network, &renter).await?, Some(INSUFFICIENT_FUNDS));

    // One posts ten times its price.
    sources.say(LIAR, IO, "30.40");
    sources.say(LIAR, CLASS, "2.50");
    post(&network).await?;
    let board = post(&network).await?;
    said[LIAR] = 3_040 * CENT;
    assert_eq!(column(&board, IO), said);
    let (_, entry) = newest(&network).await?;
    assert_eq!((entry.lower, entry.upper), (302 * CENT, 302 * CENT));
    assert_eq!(u64::from(entry.confidence), CENT);
    assert_eq!(entry.ema, 302 * CENT, "the average has stood still");
    let mut quotes: Vec<Quote> = column(&board, CLASS)
        .into_iter()
        .map(|price| Quote { price, weight: 1 })
        .collect();
    let class = quorum_price(&mut quotes, OPERATORS as u64)?.context("all have posted")?;
    assert_eq!((class.lower, class.upper), (25 * CENT, 25 * CENT));

    down(&network, &sources, &renter).await
}

async fn down(network: &Network, sources: &Sources, renter: &Keypair) -> Result<()> {
    // The class's sources go down. Their last word is posted once more at most, and then left out.
    sources.go_down(CLASS);
    post(network).await?;
    let board = post(network).await?;
    assert_eq!(column(&board, CLASS), [0; OPERATORS]);
    assert!(column(&board, IO).iter().all(|price| *price > 0));
    assert_eq!(order(network, renter).await?, Some(NO_QUORUM_PRICE));

    // So do the others: after one more post at most nobody posts, and what is on the board grows old.
    sources.go_down(IO);
    network.bed.pass(INTERVAL_S).await?;
    looked(network).await?;
    // What was sent before the look lands.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let last = self::board(network).await?;
    let (entries, _) = newest(network).await?;
    for _ in 0..5 {
        network.bed.pass(INTERVAL_S).await?;
        looked(network).await?;
    }
    let board = self::board(network).await?;
    assert_eq!(board.landed_ts, last.landed_ts, "nothing is stamped anew");
    assert_eq!(
        newest(network).await?.0,
        entries,
        "and no quorum price made"
    );
    let now_ts = network.bed.now().await?.unix_timestamp;
    let youngest = board.landed_ts.iter().take(OPERATORS).max().copied();
    let age = now_ts - i64::from(youngest.unwrap_or(0));
    assert!(
        age > i64::from(network.bed.timeline.price_max_age_s),
        "the youngest value is {age} s old"
    );
    for operator in &network.operators {
        let prices: Vec<Price> = operator.get("/v1/prices").await?;
        assert!(prices.iter().all(|price| price.stale), "{prices:?}");
        let ready = operator.ready().await?;
        assert_eq!(ready, (503, Some("stale_prices".to_owned())));
    }

    // They come back, and so does the price.
    for operator in 0..OPERATORS {
        sources.say(operator, IO, "3.10");
        sources.say(operator, CLASS, "0.30");
    }
    let board = post(network).await?;
    assert_eq!(column(&board, CLASS), [30 * CENT; OPERATORS]);
    assert_eq!(order(network, renter).await?, Some(INSUFFICIENT_FUNDS));
    let (_, entry) = newest(network).await?;
    assert_eq!((entry.lower, entry.upper), (310 * CENT, 310 * CENT));
    Ok(())
}
