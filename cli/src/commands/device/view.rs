//! What is shown of devices.
use io_client::classes::class_at;
use io_client::filter::DEVICE_SUPPLIER_AT;
use io_client::oracle::accounts::{Classes, Device};
use io_client::oracle::classes_address;
use io_client::pda;
use io_client::staking::accounts::DeviceStake;
use io_client::status::DeviceStatus;
use io_client::wire::padded_text;
use io_core::stake::required;
use io_core::units::{IO_DECIMALS, PRICE_DECIMALS};
use serde_json::Value;
use solana_pubkey::Pubkey;

use crate::failure::Failure;
use crate::output::{Answer, text, tokens};
use crate::session::Session;

/// All of one device, with its stake and what it needs.
pub(super) async fn show(
    session: &Session,
    address: &Pubkey,
) -> Result<Vec<(&'static str, Value)>, Failure> {
    let device: Device = session.get(address).await?;
    let classes: Classes = session.get(&classes_address()).await?;
    let stake = session
        .find::<DeviceStake>(&pda::device_stake(address))
        .await?;
    let now_ts = session.chain.clock().await?.unix_timestamp;
    let class = class_at(&classes, device.class, now_ts);
    let needed = class.and_then(|class| required(class.multiplier_milli, device.processors).ok());
    Ok(vec![
        ("device", text(address)),
        (
            "status",
            DeviceStatus::from_byte(device.status).map(text).into(),
        ),
        (
            "class",
            class.map(|class| text(padded_text(&class.name))).into(),
        ),
        ("processors", Value::from(device.processors)),
        ("tier", Value::from(device.tier)),
        ("region", Value::from(device.region)),
        ("index", Value::from(device.index)),
        ("nonce", Value::from(device.nonce)),
        ("supplier", text(device.supplier)),
        ("device_key", text(device.device_key)),
        ("payee", text(device.payee)),
        (
            "floor_price_usd",
            tokens(device.floor_price, PRICE_DECIMALS),
        ),
        (
            "staked_io",
            tokens(stake.map_or(0, |stake| stake.amount), IO_DECIMALS),
        ),
        (
            "required_io",
            needed.map(|needed| tokens(needed, IO_DECIMALS)).into(),
        ),
    ])
}

/// A supplier's devices, a row each.
pub(super) async fn list(session: &Session, wallet: Option<Pubkey>) -> Result<Answer, Failure> {
    let wallet = session.wallet_address(wallet)?;
    let mut found = session.list::<Device>(DEVICE_SUPPLIER_AT, &wallet).await?;
    found.sort_by_key(|(_, device)| device.nonce);
    let rows = found
        .into_iter()
        .map(|(address, device)| {
            vec![
                text(address),
                Value::from(device.nonce),
                DeviceStatus::from_byte(device.status).map(text).into(),
                Value::from(device.class),
                Value::from(device.processors),
                Value::from(device.tier),
                tokens(device.floor_price, PRICE_DECIMALS),
            ]
        })
        .collect();
    Ok(Answer::List {
        columns: vec![
            "device",
            "nonce",
            "status",
            "class",
            "processors",
            "tier",
            "floor_price_usd",
        ],
        rows,
    })
}
