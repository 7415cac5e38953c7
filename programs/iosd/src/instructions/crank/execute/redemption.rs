//! The redemption side: IOSD burned, IO minted again.
use super::Execute;
use crate::{
    delivery::can_take,
    events::RedemptionExecuted,
    fill::Fill,
    state::{add, RequestStatus},
};
use anchor_lang::prelude::*;
use io_runtime::{
    emission_calls::EmissionCall,
    singletons,
    token::{burn, transfer},
};

impl Execute {
    /// Burns `fill.burned` IOSD, has `fill.minted` IO minted and returns `change` IOSD.
    pub(super) fn redeem(&mut self, fill: &Fill, change: u64) -> Result<()> {
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
        let takes_io = can_take(io_account, &iosd.io_mint, &request.owner);
        let takes_change = change > 0 && can_take(iosd_account, &iosd.iosd_mint, &request.owner);
        let iosd_supply_before = iosd_mint.supply();
        burn(iosd_vault, iosd_mint, iosd, fill.burned, seeds);
        if takes_io {
            EmissionCall::new(iosd, emission, io_mint, io_account, token_program)
                .redeem(fill.minted, seeds);
        } else {
            EmissionCall::new(iosd, emission, io_mint, io_vault, token_program)
                .redeem(fill.minted, seeds);
        }
        if takes_change {
            transfer(iosd_vault, iosd_account, iosd, change, seeds);
        }

        let owed_io = if takes_io { 0 } else { fill.minted };
        let owed_iosd = if takes_change { 0 } else { change };
        let (redeemed_io, redeemed_iosd) = (iosd.redeemed_io, iosd.redeemed_iosd);
        iosd.set_redeem_window(&fill.window);
        iosd.redeemed_io = add(redeemed_io, fill.minted)?;
        iosd.redeemed_iosd = add(redeemed_iosd, fill.burned)?;
        request.resolve(iosd, RequestStatus::Executed, owed_io, owed_iosd)?;

        self.check()?;
        let iosd_supply_after = self.iosd_mint.supply();
        let Self { iosd, request, .. } = self;
        io_runtime::emit!(RedemptionExecuted {
            request: *request.address(),
            owner: request.owner,
            seq: request.seq.get(),
            price: fill.price,
            iosd_burned: fill.burned,
            iosd_returned: change.wrapping_sub(owed_iosd),
            io_minted: fill.minted,
            burned_io: iosd.burned_io.get(),
            redeemed_io_before: redeemed_io.get(),
            redeemed_io_after: iosd.redeemed_io.get(),
            redeemed_iosd_before: redeemed_iosd.get(),
            redeemed_iosd_after: iosd.redeemed_iosd.get(),
            iosd_supply_before,
            iosd_supply_after,
            owed_io,
            owed_iosd,
        });
        Ok(())
    }
}
