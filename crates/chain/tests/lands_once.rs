//! Every way a transaction can be lost, late or answered wrongly, on the embedded chain: it lands once
//! or not at all, and the caller is told which.
mod relay;
mod scene;

use std::time::Duration;

use io_chain::{Chain, ChainError, Outgoing, SendPolicy, lookup_table};
use io_client::pda::TOKEN_PROGRAM_ID;
use io_client::token;
use relay::{Fate, Relay};
use scene::{SOL, Setup, chain, expire_blockhashes, setup, start_sending, transfer};
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_lands_with_a_limit_of_its_own() {
    let Setup {
        localnet, wallet, ..
    } = setup();
    let chain = chain(&localnet.rpc_url());
    let to = Pubkey::new_unique();
    let landed = chain
        .send_instructions(&[transfer(&wallet.pubkey(), &to, SOL)], &wallet, &[])
        .await
        .unwrap();
    assert_eq!(chain.rpc().get_balance(&to).await.unwrap(), SOL);
    // A transfer takes 150 units, each budget instruction 150.
    assert_eq!(landed.compute_units, 450);
    let logs = chain.logs(&landed.signature).await.unwrap();
    assert!(
        logs.iter()
            .any(|line| line.contains("11111111111111111111111111111111 success"))
    );
    let clock = chain.clock().await.unwrap();
    assert!(clock.slot >= landed.slot);
    localnet.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_lost_does_not_send_twice() {
    let Setup {
        localnet, wallet, ..
    } = setup();
    let (relay, url) = Relay::start(localnet.rpc_url(), Fate::AnswerLost).await;
    let to = Pubkey::new_unique();
    chain(&url)
        .send_instructions(&[transfer(&wallet.pubkey(), &to, SOL)], &wallet, &[])
        .await
        .unwrap();
    assert!(relay.sends() >= 1);
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(chain(&url).rpc().get_balance(&to).await.unwrap(), SOL);
    localnet.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_transaction_is_signed_again_only_after_its_blockhash_is_dead() {
    let Setup {
        localnet,
        wallet,
        cheats,
    } = setup();
    let (relay, url) = Relay::start(localnet.rpc_url(), Fate::Kept).await;
    let to = Pubkey::new_unique();
    let sending = start_sending(chain(&url), &wallet, to);
    while relay.sends() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    relay.set(Fate::Delivered).await;
    // Resent while it lives? The same bytes may land now; the kept copies are the same transaction.
    let landed = sending.await.unwrap().unwrap();
    // The copy that was held back arrives late, twice the same bytes: one effect.
    let answers = relay.deliver_kept().await;
    assert!(!answers.is_empty());
    tokio::time::sleep(Duration::from_millis(200)).await;
    let direct = chain(&localnet.rpc_url());
    assert_eq!(direct.rpc().get_balance(&to).await.unwrap(), SOL);

    // Now nothing is delivered until every blockhash is dead; then a second signing lands, and the
    // first, delivered last, is refused.
    relay.set(Fate::Kept).await;
    let sent_before = relay.sends();
    let sending = start_sending(chain(&url), &wallet, to);
    while relay.sends() == sent_before {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // Twice the time between resends: the same bytes again and again, never another signature.
    tokio::time::sleep(2 * SendPolicy::local().resend_every).await;
    let kept = relay.kept_signatures().await;
    assert!(kept.len() >= 2, "it is resent while it lives");
    assert!(
        kept.iter().all(|signature| *signature == kept[0]),
        "one signing in flight"
    );
    relay.set(Fate::Lost).await;
    expire_blockhashes(&cheats).await;
    relay.set(Fate::Delivered).await;
    let second = sending.await.unwrap().unwrap();
    assert_ne!(landed.signature, second.signature);
    assert_ne!(kept[0], second.signature.to_string());
    assert!(
        !relay.deliver_kept().await.is_empty(),
        "the first signing arrives at last"
    );
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(direct.rpc().get_balance(&to).await.unwrap(), 2 * SOL);
    localnet.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_never_arrives_ends_as_expired() {
    let Setup {
        localnet,
        wallet,
        cheats,
    } = setup();
    let (_relay, url) = Relay::start(localnet.rpc_url(), Fate::Lost).await;
    let policy = SendPolicy {
        max_signings: 1,
        ..SendPolicy::local()
    };
    let to = Pubkey::new_unique();
    let sending = start_sending(Chain::new(&url, policy, io_client::error_text), &wallet, to);
    tokio::time::sleep(Duration::from_millis(300)).await;
    expire_blockhashes(&cheats).await;
    let error = sending.await.unwrap().unwrap_err();
    assert!(
        matches!(error, ChainError::Expired { signings: 1, .. }),
        "{error}"
    );
    assert_eq!(
        chain(&localnet.rpc_url())
            .rpc()
            .get_balance(&to)
            .await
            .unwrap(),
        0
    );
    localnet.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_gone_is_reported_with_its_url() {
    let Setup {
        localnet, wallet, ..
    } = setup();
    let url = localnet.rpc_url();
    localnet.stop().unwrap();
    let to = Pubkey::new_unique();
    let error = chain(&url)
        .send_instructions(&[transfer(&wallet.pubkey(), &to, SOL)], &wallet, &[])
        .await
        .unwrap_err();
    assert!(
        matches!(&error, ChainError::Node { url: named, .. } if *named == url),
        "{error}"
    );
}

/// A refusal is told by program, code, name and sentence, and changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_program_error_has_its_name() {
    let Setup {
        localnet, wallet, ..
    } = setup();
    let chain = chain(&localnet.rpc_url());
    let to = Pubkey::new_unique();
    // The system program's own code 1 (not enough lamports): known by number only.
    let error = chain
        .send_instructions(
            &[transfer(&wallet.pubkey(), &to, 5_000 * SOL)],
            &wallet,
            &[],
        )
        .await
        .unwrap_err();
    assert_eq!(error.program_code(), Some(1), "{error}");
    assert_eq!(error.program_error_name(), None);

    // The token program's code 4 (OwnerMismatch): a mint's authority set by a stranger.
    let (mint, stranger) = (Keypair::new(), Keypair::new());
    let rent = chain
        .rpc()
        .get_minimum_balance_for_rent_exemption(token::MINT_LEN)
        .await
        .unwrap();
    chain
        .send_instructions(
            &[
                token::create_mint_account(&wallet.pubkey(), &mint.pubkey(), rent),
                token::initialize_mint(&mint.pubkey(), 8, &wallet.pubkey()),
            ],
            &wallet,
            &[&mint],
        )
        .await
        .unwrap();
    // SetAuthority: tag 6, kind 0 (mint tokens), none.
    let set = Instruction {
        program_id: TOKEN_PROGRAM_ID,
        accounts: vec![
            AccountMeta::new(mint.pubkey(), false),
            AccountMeta::new_readonly(stranger.pubkey(), true),
        ],
        data: vec![6, 0, 0],
    };
    let error = chain
        .send_instructions(
            &[transfer(&wallet.pubkey(), &to, SOL), set],
            &wallet,
            &[&stranger],
        )
        .await
        .unwrap_err();
    assert_eq!(error.program_error_name(), Some("OwnerMismatch"), "{error}");
    let ChainError::Program(refusal) = error else {
        panic!("not a program's error");
    };
    assert_eq!(
        (refusal.program, refusal.instruction, refusal.code),
        (TOKEN_PROGRAM_ID, 1, 4)
    );
    assert_eq!(chain.rpc().get_balance(&to).await.unwrap(), 0);
    localnet.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lookup_table_shortens_a_transaction_that_would_not_fit() {
    let Setup {
        localnet, wallet, ..
    } = setup();
    let chain = chain(&localnet.rpc_url());
    let recipients: Vec<Pubkey> = (0..30).map(|_| Pubkey::new_unique()).collect();
    let transfers: Vec<Instruction> = recipients
        .iter()
        .map(|to| transfer(&wallet.pubkey(), to, SOL))
        .collect();

    let slot = chain.slot_hashes().await.unwrap()[0].slot;
    let (create, address) = lookup_table::create(&wallet.pubkey(), &wallet.pubkey(), slot);
    let (first, rest) = recipients.split_at(lookup_table::ADDRESSES_PER_EXTEND);
    let add = |part| lookup_table::extend(&address, &wallet.pubkey(), &wallet.pubkey(), part);
    chain
        .send_instructions(&[create, add(first)], &wallet, &[])
        .await
        .unwrap();
    chain
        .send_instructions(&[add(rest)], &wallet, &[])
        .await
        .unwrap();
    let table = chain.lookup_table(&address).await.unwrap();
    assert_eq!(table.addresses, recipients);

    let error = chain
        .send_instructions(&transfers, &wallet, &[])
        .await
        .unwrap_err();
    assert!(
        matches!(error, ChainError::TooLarge { size } if size > 1_232),
        "{error}"
    );
    // The last entries are usable from the slot after they were added.
    tokio::time::sleep(Duration::from_millis(200)).await;
    chain
        .send(&Outgoing {
            instructions: &transfers,
            payer: &wallet,
            signers: &[],
            tables: &[table],
        })
        .await
        .unwrap();
    for to in &recipients {
        assert_eq!(chain.rpc().get_balance(to).await.unwrap(), SOL);
    }
    localnet.stop().unwrap();
}
