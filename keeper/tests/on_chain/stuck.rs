//! A job that cannot be closed, because its renter has closed the account that is refunded, ends all the same and holds up
//! nobody else's.
use anyhow::Result;
use io_client::escrow::accounts::Job;
use io_client::pda::{self, TOKEN_PROGRAM_ID};
use io_client::status::JobStatus;
use io_client::token::{create_associated, token_balance, transfer_checked};
use io_testbed::until;
use solana_instruction::{AccountMeta, Instruction};

use crate::renter::{DEPOSIT, FEE, IOSD, Renter};
use crate::stage::Stage;

/// `CloseAccount` of the token program: tag 9.
fn close_account(account: solana_pubkey::Pubkey, owner: solana_pubkey::Pubkey) -> Instruction {
    Instruction {
        program_id: TOKEN_PROGRAM_ID,
        accounts: vec![
            AccountMeta::new(account, false),
            AccountMeta::new(owner, false),
            AccountMeta::new_readonly(owner, true),
        ],
        data: vec![9],
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_cannot_be_closed_ends_and_holds_up_no_other() -> Result<()> {
    const OTHERS: u64 = 6;
    let stage = Stage::set("stuck").await?;
    let gone = Renter::new(&stage, "gone", 1).await?;
    let mut others = Vec::new();
    for number in 0..OTHERS {
        others.push(Renter::new(&stage, &format!("other-{number}"), 1).await?);
    }
    let keeper = stage.keeper("keeper").await?;
    gone.request(&stage, 0).await?;
    for other in &others {
        other.request(&stage, 0).await?;
    }
    stage.post_prices().await?;
    stage.resolved(OTHERS).await?;
    // Addresses, and with them the order in which jobs are looked at, are drawn by lot: with six others it is one of
    // them in 64 runs that is not behind the stuck one.
    let stuck = gone.order(&stage, 1).await?;
    for other in &others {
        other.order(&stage, 1).await?;
    }
    let rest = IOSD - DEPOSIT - FEE;
    let (account, owner) = (gone.iosd_account(&stage), gone.address());
    let leave = [
        transfer_checked(
            &account,
            &stage.iosd_mint,
            &others[0].iosd_account(&stage),
            &owner,
            rest,
            6,
        ),
        close_account(account, owner),
    ];
    stage.bed.send(&leave, &gone.wallet).await?;

    let day_s = stage.bed.network.genesis.escrow.open_timeout_s;
    stage.bed.pass(day_s).await?;
    for (number, other) in others.iter().enumerate() {
        let job = pda::job(&other.address(), 1);
        stage.closed(&job).await?;
        stage.returned_once(&job).await?;
        let gift = if number == 0 { rest } else { 0 };
        assert_eq!(other.iosd(&stage).await?, IOSD + gift);
    }
    let job: Job = until("the end of the job", async || {
        let found: Job = stage.bed.get(&stuck).await?;
        Ok((found.status == JobStatus::Expired as u8).then_some(found))
    })
    .await?;
    assert_eq!(job.refunded, 0);
    let vault = stage
        .bed
        .chain()
        .fetch(&pda::job_vault(&stuck), token_balance)
        .await?;
    assert_eq!(vault, DEPOSIT + FEE, "it is all still there");
    until("the keeper to tell of it", async || {
        Ok((stage.counted(&keeper, "failed").await? > 0).then_some(()))
    })
    .await?;

    // The account is made again, by anyone, and the refund arrives.
    let again = create_associated(&others[0].address(), &owner, &stage.iosd_mint);
    stage.bed.send(&[again], &others[0].wallet).await?;
    stage.closed(&stuck).await?;
    stage.returned(&stuck, 0, DEPOSIT + FEE).await?;
    assert_eq!(gone.iosd(&stage).await?, DEPOSIT + FEE);
    Ok(())
}
