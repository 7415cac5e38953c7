//! The mint side: IO burned, IOSD minted.
use super::Execute;
use crate::{
    delivery::can_take,
    events::MintExecuted,
    fill::Fill,
    state::{add, RequestStatus},
};
use anchor_lang::prelude::*;
use io_runtime::{
    emission_calls::EmissionCall,
    singletons,
    token::{mint_to, transfer},
};

impl Execute {
    /// Burns `fill.burned` IO, mints `fill.minted` IOSD and returns `change` IO.
    pub(super) fn mint(&mut self, fill: &Fill, change: u64) -> Result<()> {
        let Self {
            iosd,
            request,
            io_mint,
            iosd_mint,
            io_vault,
            iosd_vault,
            io_account,
            iosd_account,
            emission,
            token_program,
            ..
        } = self;
        let seeds: &[&[u8]] = &[b"iosd", &[singletons::IOSD.bump]];
        let takes_iosd = can_take(iosd_account, &iosd.iosd_mint, &request.owner);
        let takes_change = change > 0 && can_take(io_account, &iosd.io_mint, &request.owner);
        EmissionCall::new(iosd, emission, io_mint, io_vault, token_program)
            .burn_for_iosd(fill.burned, seeds);
        if takes_iosd {
            mint_to(iosd_mint, iosd_account, iosd, fill.minted, seeds);
        } else {
            mint_to(iosd_mint, iosd_vault, iosd, fill.minted, seeds);
        }
        if takes_change {
            transfer(io_vault, io_account, iosd, change, seeds);
        }

        let owed_io = if takes_change { 0 } else { change };
        let owed_iosd = if takes_iosd { 0 } else { fill.minted };
        let (burned, minted) = (iosd.burned_io, iosd.minted_iosd);
        iosd.set_mint_window(&fill.window);
        iosd.burned_io = add(burned, fill.burned)?;
        iosd.minted_iosd = add(minted, fill.minted)?;
        request.resolve(iosd, RequestStatus::Executed, owed_io, owed_iosd)?;

        self.check()?;
        let Self { iosd, request, .. } = self;
        io_runtime::emit!(MintExecuted {
            request: *request.address(),
            owner: request.owner,
            seq: request.seq.get(),
            price: fill.price,
            io_burned: fill.burned,
            io_returned: change.wrapping_sub(owed_io),
            iosd_minted: fill.minted,
            burned_io_before: burned.get(),
            burned_io_after: iosd.burned_io.get(),
            minted_iosd_before: minted.get(),
            minted_iosd_after: iosd.minted_iosd.get(),
            owed_io,
            owed_iosd,
        });
        Ok(())
    }
}
