//! Logging an event from the stack: Anchor's `emit!` writes it into a heap buffer first, with the
//! allocator's code in every instruction. The bytes logged are the same.
use anchor_lang::Discriminator;
use bytemuck::Pod;

/// Bytes of an event's discriminator.
const HEAD: usize = 8;

/// An event as it is logged: `discriminator ‖ fields`.
#[repr(C)]
pub struct Tagged<E> {
    discriminator: [u8; HEAD],
    event: E,
}

impl<E: Pod + Discriminator> Tagged<E> {
    /// With every field of the event zero.
    #[inline(always)]
    pub fn blank() -> Self {
        // No byte of the whole is padding.
        const {
            assert!(E::DISCRIMINATOR.len() == HEAD);
            assert!(size_of::<Self>() == HEAD.saturating_add(size_of::<E>()));
        };
        let mut discriminator = [0; HEAD];
        discriminator.copy_from_slice(E::DISCRIMINATOR);
        Self {
            discriminator,
            event: E::zeroed(),
        }
    }

    /// The event, to be filled in.
    #[inline(always)]
    pub fn event(&mut self) -> &mut E {
        &mut self.event
    }

    /// What `emit!` logs.
    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: two parts of plain data without padding between or behind them, as `blank` asserts.
        unsafe { core::slice::from_raw_parts(core::ptr::from_ref(self).cast(), size_of::<Self>()) }
    }
}

/// One slice: `sol_log_data` separates several by blanks.
#[inline(never)]
pub fn log(bytes: &[u8]) {
    anchor_lang::sol_log_data(&[bytes]);
}

/// Logs an `#[event(bytemuck)]`, as Anchor's `emit!` does: `emit!(Happened { who, amount: 7 })`, with
/// every field.
///
/// The fields are written where they are logged from, one by one: an event made first and moved there
/// costs a copy of all its addresses.
#[macro_export]
macro_rules! emit {
    ($event:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {{
        let mut tagged = $crate::event::Tagged::<$event>::blank();
        let event = tagged.event();
        $($crate::__set_field!(event, $field $(, $value)?);)*
        // Refused by the compiler unless the event has these fields and no other.
        let $event { $($field: _),* } = event;
        $crate::event::log(tagged.as_bytes());
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __set_field {
    ($event:ident, $field:ident) => {
        $event.$field = $field
    };
    ($event:ident, $field:ident, $value:expr) => {
        $event.$field = $value
    };
}

#[cfg(test)]
mod tests {
    use super::Tagged;
    use anchor_lang::{prelude::*, Event};

    #[event(bytemuck)]
    struct Sample {
        who: Address,
        amount: u64,
        count: u32,
        flags: [u8; 4],
    }

    #[test]
    fn the_bytes_are_those_of_anchors_emit() {
        let sample = Sample {
            who: Address::new_from_array([7; 32]),
            amount: 0x0102_0304_0506_0708,
            count: 9,
            flags: [1, 2, 3, 4],
        };
        let mut tagged = Tagged::blank();
        *tagged.event() = sample;
        assert_eq!(tagged.as_bytes().len(), 56);
        let count = sample.count;
        crate::emit!(Sample {
            who: sample.who,
            amount: sample.amount,
            count,
            flags: sample.flags,
        });
        assert_eq!(tagged.as_bytes(), sample.data());
    }
}
