//! What the status and kind bytes of accounts mean. The programs store plain bytes; these names follow
//! the enums of their `state.rs`, which a test compares.

macro_rules! byte_enum {
    ($(#[$docs:meta])* $name:ident { $($(#[$variant_docs:meta])* $variant:ident = $value:literal),* $(,)? }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$variant_docs])* $variant = $value),*
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value of a stored byte; `None` for one this client does not know.
            pub fn from_byte(byte: u8) -> Option<Self> {
                match byte {
                    $($value => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The name, as in the program's source.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant)),*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

byte_enum!(
    /// `escrow::Job::status`. A closed job has no account.
    JobStatus {
        /// Funded, waiting for suppliers.
        Open = 0,
        /// All GPUs leased, not started.
        Matched = 1,
        /// Started.
        Running = 2,
        /// Ended early by the renter.
        Cancelled = 3,
        /// Ended by time.
        Expired = 4,
    }
);
byte_enum!(
    /// `escrow::Lease::status`.
    LeaseStatus {
        /// Accepted by a supplier.
        Accepted = 0,
        /// Paid at least once.
        Running = 1,
        /// Paid up to an epoch past the job's end.
        Settled = 2,
    }
);
byte_enum!(
    /// `iosd::Request::status`.
    RequestStatus {
        /// Waiting for a price.
        Pending = 0,
        /// Executed.
        Executed = 1,
        /// Refunded.
        Refunded = 2,
    }
);
byte_enum!(
    /// `iosd::Request::kind`.
    RequestKind {
        /// All of the IO given is used.
        MintExactIn = 0,
        /// A named amount of IOSD is made.
        MintExactOut = 1,
        /// All of the IOSD given is redeemed.
        RedeemExactIn = 2,
        /// A named amount of IO is obtained.
        RedeemExactOut = 3,
    }
);
byte_enum!(
    /// `oracle::Operator::status`.
    OperatorStatus {
        /// Free seat.
        Empty = 0,
        /// Listed.
        Active = 1,
        /// Leaving.
        Unbonding = 2,
    }
);
byte_enum!(
    /// `oracle::Device::status`.
    DeviceStatus {
        /// Registered, not offered.
        Registered = 0,
        /// Takes leases.
        Offered = 1,
        /// Paused for maintenance.
        Paused = 2,
        /// Gone for good.
        Retired = 3,
    }
);
byte_enum!(
    /// `escrow::Job::payment`: what a job is paid in.
    Payment {
        /// 6 decimals, pegged to the dollar.
        Iosd = 0,
        /// 8 decimals, priced by the quorum.
        Io = 1,
        /// 6 decimals, taken at a dollar.
        Usdc = 2,
    }
);
byte_enum!(
    /// `oracle::EpochRecord::status`.
    EpochStatus {
        /// Never opened.
        Empty = 0,
        /// Open.
        Open = 1,
        /// Sealed; final once `final_ts` and `final_slot` have passed.
        Sealed = 2,
        /// Voided.
        Void = 3,
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_values_agree() {
        for status in JobStatus::ALL {
            assert_eq!(JobStatus::from_byte(*status as u8), Some(*status));
        }
        assert_eq!(JobStatus::from_byte(5), None);
        assert_eq!(EpochStatus::Sealed.to_string(), "Sealed");
    }

    /// The programs are a workspace of their own, so their source is what can be compared.
    #[test]
    fn names_and_values_are_the_programs() {
        fn listed<T: Copy + std::fmt::Display>(all: &[T], byte: fn(T) -> u8) -> Vec<(String, u8)> {
            all.iter()
                .map(|status| (status.to_string(), byte(*status)))
                .collect()
        }
        for (program, name, ours) in [
            ("escrow", "JobStatus", listed(JobStatus::ALL, |s| s as u8)),
            ("escrow", "Payment", listed(Payment::ALL, |p| p as u8)),
            (
                "escrow",
                "LeaseStatus",
                listed(LeaseStatus::ALL, |s| s as u8),
            ),
            (
                "iosd",
                "RequestStatus",
                listed(RequestStatus::ALL, |s| s as u8),
            ),
            ("iosd", "RequestKind", listed(RequestKind::ALL, |s| s as u8)),
            (
                "oracle",
                "OperatorStatus",
                listed(OperatorStatus::ALL, |s| s as u8),
            ),
            (
                "oracle",
                "DeviceStatus",
                listed(DeviceStatus::ALL, |s| s as u8),
            ),
            (
                "oracle",
                "EpochStatus",
                listed(EpochStatus::ALL, |s| s as u8),
            ),
        ] {
            let source = program_sources(program);
            let head = format!("pub enum {name} {{");
            let start = source
                .find(&head)
                .unwrap_or_else(|| panic!("{program} has no enum {name}"));
            let body = &source[start + head.len()..];
            let body = &body[..body.find('}').unwrap()];
            let theirs: Vec<(String, u8)> = body
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .flat_map(|line| line.split(','))
                .filter_map(|part| part.split_once('='))
                .map(|(name, value)| (name.trim().to_string(), value.trim().parse().unwrap()))
                .collect();
            assert_eq!(ours, theirs, "{program}::{name}");
        }
    }

    fn program_sources(program: &str) -> String {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programs");
        let mut text = String::new();
        let mut folders = vec![root.join(program).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ext| ext == "rs") {
                    text.push_str(&std::fs::read_to_string(path).unwrap());
                    text.push('\n');
                }
            }
        }
        text
    }
}
