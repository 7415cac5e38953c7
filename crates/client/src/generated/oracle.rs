// Written by `cargo xtask client`; do not edit.
//! Program `oracle`.
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

/// Address of the program.
pub const ID: Pubkey = Pubkey::from_str_const("orGNbtCwF9SkjVzsdo16tb5FhvkjS2YAekzD65dDQ9a");

/// Address of the account derived from `["oracle"]`.
pub fn oracle_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"oracle"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["operators"]`.
pub fn operators_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"operators"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["classes"]`.
pub fn classes_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"classes"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["bond_vault"]`.
pub fn bond_vault_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"bond_vault"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["prices"]`.
pub fn prices_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"prices"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["price_ring"]`.
pub fn price_ring_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"price_ring"], &ID).0);
    *ADDRESS
}

/// Accounts, read whole.
pub mod accounts {
    use crate::account::AccountData;
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// PDA `["classes"]`. What counts of a class at a time: `Classes::class`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Classes {
        pub version: u8,
        pub bump: u8,
        pub count: u8,
        pub entries: [super::types::GpuClass; 32],
        /// What follows on each entry, and from when on, unix seconds; 0: nothing does.
        pub next_entries: [super::types::GpuClass; 32],
        pub next_from_ts: [i64; 32],
    }

    impl Wire for Classes {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let count = Wire::read(reader)?;
            reader.take(5)?;
            let entries = Wire::read(reader)?;
            reader.take(64)?;
            let next_entries = Wire::read(reader)?;
            let next_from_ts = Wire::read(reader)?;
            Ok(Self {
                version,
                bump,
                count,
                entries,
                next_entries,
                next_from_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.count.write(out);
            out.extend_from_slice(&[0; 5]);
            self.entries.write(out);
            out.extend_from_slice(&[0; 64]);
            self.next_entries.write(out);
            self.next_from_ts.write(out);
        }
    }

    impl AccountData for Classes {
        const NAME: &'static str = "Classes";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [42, 78, 207, 87, 8, 197, 91, 109];
        const LEN: usize = 4432;
    }

    /// PDA `["commit", supplier, class u8]`: entry of epoch e at `e % COMMIT_RING`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Commits {
        pub version: u8,
        pub bump: u8,
        pub class: u8,
        pub supplier: Pubkey,
        pub entries: [super::types::CommitEntry; 4],
    }

    impl Wire for Commits {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            reader.take(5)?;
            let supplier = Wire::read(reader)?;
            let entries = Wire::read(reader)?;
            Ok(Self {
                version,
                bump,
                class,
                supplier,
                entries,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.class.write(out);
            out.extend_from_slice(&[0; 5]);
            self.supplier.write(out);
            self.entries.write(out);
        }
    }

    impl AccountData for Commits {
        const NAME: &'static str = "Commits";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [15, 192, 96, 128, 141, 100, 78, 213];
        const LEN: usize = 400;
    }

    /// PDA `["device", supplier, nonce u32 LE]`: one host with `processors` equal GPUs of one class.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Device {
        pub version: u8,
        pub bump: u8,
        pub status: u8,
        pub class: u8,
        pub processors: u16,
        pub tier: u8,
        pub region: u8,
        /// Registry index: leaf position in commits, summaries and verdicts.
        pub index: u32,
        pub nonce: u32,
        pub supplier: Pubkey,
        /// Ed25519 key the device signs proofs and heartbeats with.
        pub device_key: Pubkey,
        /// Wallet that is paid.
        pub payee: Pubkey,
        /// Least the supplier takes, USD × 10^8 per GPU-hour.
        pub floor_price: u64,
        pub registered_ts: i64,
    }

    impl Wire for Device {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let status = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            let processors = Wire::read(reader)?;
            let tier = Wire::read(reader)?;
            let region = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            let nonce = Wire::read(reader)?;
            let supplier = Wire::read(reader)?;
            let device_key = Wire::read(reader)?;
            let payee = Wire::read(reader)?;
            let floor_price = Wire::read(reader)?;
            let registered_ts = Wire::read(reader)?;
            reader.take(16)?;
            Ok(Self {
                version,
                bump,
                status,
                class,
                processors,
                tier,
                region,
                index,
                nonce,
                supplier,
                device_key,
                payee,
                floor_price,
                registered_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.status.write(out);
            self.class.write(out);
            self.processors.write(out);
            self.tier.write(out);
            self.region.write(out);
            self.index.write(out);
            self.nonce.write(out);
            self.supplier.write(out);
            self.device_key.write(out);
            self.payee.write(out);
            self.floor_price.write(out);
            self.registered_ts.write(out);
            out.extend_from_slice(&[0; 16]);
        }
    }

    impl AccountData for Device {
        const NAME: &'static str = "Device";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [153, 248, 23, 39, 83, 45, 68, 128];
        const LEN: usize = 152;
    }

    /// PDA `["epoch", e % EPOCH_RING as u8]`: one hour, reused 64 hours later.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EpochRecord {
        pub version: u8,
        pub bump: u8,
        pub status: u8,
        /// Candidate slot that is tried next; CHALLENGE_CANDIDATES when the hour has no challenge.
        pub next_candidate: u8,
        pub operator_count: u8,
        /// 1: a challenge has proved the settlement wrong, and its voters are slashed.
        pub disproved: u8,
        pub epoch: u64,
        pub opened_slot: u64,
        pub opened_ts: i64,
        /// Challenge slot; 0 until drawn.
        pub s0: u64,
        pub s0_hash: [u8; 32],
        /// SHA256("io-pow/1" ‖ program id ‖ epoch u64 LE ‖ s0_hash).
        pub seed: [u8; 32],
        /// Zero until captured.
        pub beacon1: [u8; 32],
        pub beacon2: [u8; 32],
        /// Slots at which the beacons were captured; 0: not yet.
        pub beacon1_slot: u64,
        pub beacon2_slot: u64,
        /// Weights of the vote, fixed at opening.
        pub weights: [u64; 32],
        pub total_weight: u64,
        /// Supplier (GPU) emission up to the end of this epoch, as far as the bonds cover it: no settlement
        /// may sum to more.
        pub supplier_cap: u64,
        pub summary_roots: [[u8; 32]; 32],
        pub summary_slots: [u64; 32],
        /// SHA256 of each operator's current vote; zero: none.
        pub votes: [[u8; 32]; 32],
        /// Set by the vote that crosses two thirds.
        pub settlement: super::types::Settlement,
        pub sealed_ts: i64,
        /// Final when status is Sealed, now >= this, and the slot has reached `final_slot`. An open challenge moves it,
        /// up to `latest_final_ts`.
        pub final_ts: i64,
        /// When it is final at the latest, unix seconds.
        pub latest_final_ts: i64,
        /// The sealed settlement that this one builds on, which a void one gives way to. Its root is
        /// `settlement.prev_root`. Epoch 0: the empty tree.
        pub prev_epoch: u64,
        pub prev_rewards_sum: u64,
        pub prev_latest_final_ts: i64,
        pub prev_supplier_cap: u64,
        pub prev_n_leaves: u32,
        /// A slot for each second of the window at least: what passes while the chain is halted is no time to challenge.
        pub final_slot: u64,
        /// The slot from which it is final at the latest.
        pub latest_final_slot: u64,
    }

    impl Wire for EpochRecord {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let status = Wire::read(reader)?;
            let next_candidate = Wire::read(reader)?;
            let operator_count = Wire::read(reader)?;
            let disproved = Wire::read(reader)?;
            reader.take(2)?;
            let epoch = Wire::read(reader)?;
            let opened_slot = Wire::read(reader)?;
            let opened_ts = Wire::read(reader)?;
            let s0 = Wire::read(reader)?;
            let s0_hash = Wire::read(reader)?;
            let seed = Wire::read(reader)?;
            let beacon1 = Wire::read(reader)?;
            let beacon2 = Wire::read(reader)?;
            let beacon1_slot = Wire::read(reader)?;
            let beacon2_slot = Wire::read(reader)?;
            let weights = Wire::read(reader)?;
            let total_weight = Wire::read(reader)?;
            let supplier_cap = Wire::read(reader)?;
            let summary_roots = Wire::read(reader)?;
            let summary_slots = Wire::read(reader)?;
            let votes = Wire::read(reader)?;
            let settlement = Wire::read(reader)?;
            reader.take(4)?;
            let sealed_ts = Wire::read(reader)?;
            let final_ts = Wire::read(reader)?;
            let latest_final_ts = Wire::read(reader)?;
            let prev_epoch = Wire::read(reader)?;
            let prev_rewards_sum = Wire::read(reader)?;
            let prev_latest_final_ts = Wire::read(reader)?;
            let prev_supplier_cap = Wire::read(reader)?;
            let prev_n_leaves = Wire::read(reader)?;
            let final_slot = Wire::read(reader)?;
            let latest_final_slot = Wire::read(reader)?;
            reader.take(68)?;
            Ok(Self {
                version,
                bump,
                status,
                next_candidate,
                operator_count,
                disproved,
                epoch,
                opened_slot,
                opened_ts,
                s0,
                s0_hash,
                seed,
                beacon1,
                beacon2,
                beacon1_slot,
                beacon2_slot,
                weights,
                total_weight,
                supplier_cap,
                summary_roots,
                summary_slots,
                votes,
                settlement,
                sealed_ts,
                final_ts,
                latest_final_ts,
                prev_epoch,
                prev_rewards_sum,
                prev_latest_final_ts,
                prev_supplier_cap,
                prev_n_leaves,
                final_slot,
                latest_final_slot,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.status.write(out);
            self.next_candidate.write(out);
            self.operator_count.write(out);
            self.disproved.write(out);
            out.extend_from_slice(&[0; 2]);
            self.epoch.write(out);
            self.opened_slot.write(out);
            self.opened_ts.write(out);
            self.s0.write(out);
            self.s0_hash.write(out);
            self.seed.write(out);
            self.beacon1.write(out);
            self.beacon2.write(out);
            self.beacon1_slot.write(out);
            self.beacon2_slot.write(out);
            self.weights.write(out);
            self.total_weight.write(out);
            self.supplier_cap.write(out);
            self.summary_roots.write(out);
            self.summary_slots.write(out);
            self.votes.write(out);
            self.settlement.write(out);
            out.extend_from_slice(&[0; 4]);
            self.sealed_ts.write(out);
            self.final_ts.write(out);
            self.latest_final_ts.write(out);
            self.prev_epoch.write(out);
            self.prev_rewards_sum.write(out);
            self.prev_latest_final_ts.write(out);
            self.prev_supplier_cap.write(out);
            self.prev_n_leaves.write(out);
            self.final_slot.write(out);
            self.latest_final_slot.write(out);
            out.extend_from_slice(&[0; 68]);
        }
    }

    impl AccountData for EpochRecord {
        const NAME: &'static str = "EpochRecord";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [193, 72, 26, 28, 161, 98, 58, 132];
        const LEN: usize = 3096;
    }

    /// PDA `["operators"]`. An operator's index never changes while it is listed.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Operators {
        pub version: u8,
        pub bump: u8,
        pub count: u8,
        pub entries: [super::types::Operator; 32],
    }

    impl Wire for Operators {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let count = Wire::read(reader)?;
            reader.take(5)?;
            let entries = Wire::read(reader)?;
            reader.take(64)?;
            Ok(Self {
                version,
                bump,
                count,
                entries,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.count.write(out);
            out.extend_from_slice(&[0; 5]);
            self.entries.write(out);
            out.extend_from_slice(&[0; 64]);
        }
    }

    impl AccountData for Operators {
        const NAME: &'static str = "Operators";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [166, 36, 163, 187, 138, 13, 64, 52];
        const LEN: usize = 4944;
    }

    /// PDA `["oracle"]`: parameters, and the last sealed settlement.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Oracle {
        pub version: u8,
        pub bump: u8,
        pub authority: Pubkey,
        pub pending_authority: Pubkey,
        pub guardian: Pubkey,
        pub io_mint: Pubkey,
        /// Token account PDA `["bond_vault"]`, authority: this account.
        pub bond_vault: Pubkey,
        /// `emissions`' account, read when an epoch opens to bound the settlement's sum.
        pub emission: Pubkey,
        pub genesis_ts: i64,
        pub epoch_length_s: u32,
        pub device_count: u32,
        /// Bond an operator must hold to count, IO base units.
        pub bond: u64,
        pub unbonding_s: u32,
        /// Time from seal to final.
        pub challenge_window_s: u32,
        /// Operators' summaries are taken until this long after the epoch's end.
        pub summary_window_s: u32,
        pub price_max_age_s: u32,
        pub ema_half_life_s: u32,
        /// Least time between two entries of the price ring, so that 256 of them outlast a request.
        pub ring_spacing_s: u32,
        /// Slots from opening to the first challenge candidate, and between candidates.
        pub arm_slots: u32,
        pub candidate_spacing_slots: u32,
        /// Slots after s0 by which every class's commit is due.
        pub commit_deadline_slots: u32,
        /// Slots from the deadline to the first slot of beacon 1, and from the response's end to beacon 2.
        pub beacon_gap_slots: u32,
        pub beacon_spacing_slots: u32,
        pub response_slots: u32,
        /// A candidate passes when the first byte of its slot hash is below this.
        pub candidate_threshold: u8,
        /// Sum of bonds of active operators, IO base units.
        pub bonded_total: u64,
        /// Last sealed settlement: what the next vote must build on.
        pub sealed_epoch: u64,
        pub sealed_rewards_root: [u8; 32],
        pub sealed_rewards_sum: u64,
        pub sealed_n_leaves: u32,
        /// `EpochRecord::supplier_cap` of the last sealed settlement. What of it is not in
        /// `sealed_rewards_sum` is the suppliers' reserve (`io_core::reserve::SupplierBooks`).
        pub sealed_supplier_cap: u64,
        /// The first epoch whose opening puts the next rules in force; 0: no change is pending.
        pub next_from_epoch: u64,
        pub next_rules: super::types::OracleRules,
        /// Named by the guardian to take its place; zero: nobody.
        pub pending_guardian: Pubkey,
        /// Nothing seals before this time, unix seconds; 0: never paused.
        pub pause_ends_ts: i64,
        /// When the last sealed settlement is final at the latest, whoever challenges it, unix seconds.
        pub sealed_latest_final_ts: i64,
        /// What a challenger of a settlement puts down in `disputes`, IO base units.
        pub challenge_bond: u64,
        /// What the bond vault owes, IO base units: the bonds of all operators, unbonding ones too.
        pub vault_owed: u64,
        /// The epoch opened last, and the bound of its settlement's sum, which the next one's grows from.
        pub opened_epoch: u64,
        pub opened_cap: u64,
        /// `EpochRecord::latest_final_slot` of the settlement sealed last. A void does not lower it.
        pub sealed_latest_final_slot: u64,
        /// A settlement that is known to be final. What was sealed from it on keeps its record: one of these is what voids
        /// can lead back to, and it stays claimable.
        pub kept_epoch: u64,
        /// A later one, which takes its place once it is final by this time and slot; 0: none.
        pub next_kept_epoch: u64,
        pub next_kept_ts: i64,
        pub next_kept_slot: u64,
    }

    impl Wire for Oracle {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let authority = Wire::read(reader)?;
            let pending_authority = Wire::read(reader)?;
            let guardian = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let bond_vault = Wire::read(reader)?;
            let emission = Wire::read(reader)?;
            let genesis_ts = Wire::read(reader)?;
            let epoch_length_s = Wire::read(reader)?;
            let device_count = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            let unbonding_s = Wire::read(reader)?;
            let challenge_window_s = Wire::read(reader)?;
            let summary_window_s = Wire::read(reader)?;
            let price_max_age_s = Wire::read(reader)?;
            let ema_half_life_s = Wire::read(reader)?;
            let ring_spacing_s = Wire::read(reader)?;
            let arm_slots = Wire::read(reader)?;
            let candidate_spacing_slots = Wire::read(reader)?;
            let commit_deadline_slots = Wire::read(reader)?;
            let beacon_gap_slots = Wire::read(reader)?;
            let beacon_spacing_slots = Wire::read(reader)?;
            let response_slots = Wire::read(reader)?;
            let candidate_threshold = Wire::read(reader)?;
            reader.take(3)?;
            let bonded_total = Wire::read(reader)?;
            let sealed_epoch = Wire::read(reader)?;
            let sealed_rewards_root = Wire::read(reader)?;
            let sealed_rewards_sum = Wire::read(reader)?;
            let sealed_n_leaves = Wire::read(reader)?;
            reader.take(4)?;
            let sealed_supplier_cap = Wire::read(reader)?;
            let next_from_epoch = Wire::read(reader)?;
            let next_rules = Wire::read(reader)?;
            reader.take(80)?;
            let pending_guardian = Wire::read(reader)?;
            let pause_ends_ts = Wire::read(reader)?;
            let sealed_latest_final_ts = Wire::read(reader)?;
            let challenge_bond = Wire::read(reader)?;
            let vault_owed = Wire::read(reader)?;
            let opened_epoch = Wire::read(reader)?;
            let opened_cap = Wire::read(reader)?;
            let sealed_latest_final_slot = Wire::read(reader)?;
            let kept_epoch = Wire::read(reader)?;
            let next_kept_epoch = Wire::read(reader)?;
            let next_kept_ts = Wire::read(reader)?;
            let next_kept_slot = Wire::read(reader)?;
            reader.take(40)?;
            Ok(Self {
                version,
                bump,
                authority,
                pending_authority,
                guardian,
                io_mint,
                bond_vault,
                emission,
                genesis_ts,
                epoch_length_s,
                device_count,
                bond,
                unbonding_s,
                challenge_window_s,
                summary_window_s,
                price_max_age_s,
                ema_half_life_s,
                ring_spacing_s,
                arm_slots,
                candidate_spacing_slots,
                commit_deadline_slots,
                beacon_gap_slots,
                beacon_spacing_slots,
                response_slots,
                candidate_threshold,
                bonded_total,
                sealed_epoch,
                sealed_rewards_root,
                sealed_rewards_sum,
                sealed_n_leaves,
                sealed_supplier_cap,
                next_from_epoch,
                next_rules,
                pending_guardian,
                pause_ends_ts,
                sealed_latest_final_ts,
                challenge_bond,
                vault_owed,
                opened_epoch,
                opened_cap,
                sealed_latest_final_slot,
                kept_epoch,
                next_kept_epoch,
                next_kept_ts,
                next_kept_slot,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.authority.write(out);
            self.pending_authority.write(out);
            self.guardian.write(out);
            self.io_mint.write(out);
            self.bond_vault.write(out);
            self.emission.write(out);
            self.genesis_ts.write(out);
            self.epoch_length_s.write(out);
            self.device_count.write(out);
            self.bond.write(out);
            self.unbonding_s.write(out);
            self.challenge_window_s.write(out);
            self.summary_window_s.write(out);
            self.price_max_age_s.write(out);
            self.ema_half_life_s.write(out);
            self.ring_spacing_s.write(out);
            self.arm_slots.write(out);
            self.candidate_spacing_slots.write(out);
            self.commit_deadline_slots.write(out);
            self.beacon_gap_slots.write(out);
            self.beacon_spacing_slots.write(out);
            self.response_slots.write(out);
            self.candidate_threshold.write(out);
            out.extend_from_slice(&[0; 3]);
            self.bonded_total.write(out);
            self.sealed_epoch.write(out);
            self.sealed_rewards_root.write(out);
            self.sealed_rewards_sum.write(out);
            self.sealed_n_leaves.write(out);
            out.extend_from_slice(&[0; 4]);
            self.sealed_supplier_cap.write(out);
            self.next_from_epoch.write(out);
            self.next_rules.write(out);
            out.extend_from_slice(&[0; 80]);
            self.pending_guardian.write(out);
            self.pause_ends_ts.write(out);
            self.sealed_latest_final_ts.write(out);
            self.challenge_bond.write(out);
            self.vault_owed.write(out);
            self.opened_epoch.write(out);
            self.opened_cap.write(out);
            self.sealed_latest_final_slot.write(out);
            self.kept_epoch.write(out);
            self.next_kept_epoch.write(out);
            self.next_kept_ts.write(out);
            self.next_kept_slot.write(out);
            out.extend_from_slice(&[0; 40]);
        }
    }

    impl AccountData for Oracle {
        const NAME: &'static str = "Oracle";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [139, 194, 131, 179, 140, 179, 229, 244];
        const LEN: usize = 636;
    }

    /// PDA `["prices"]`: every operator's latest value of every feed.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PriceBoard {
        pub version: u8,
        pub bump: u8,
        /// `values[operator][feed]`, USD × 10^8; 0: none.
        pub values: [[u64; 32]; 32],
        /// Landing time (unix seconds) of the operator's last post, per operator: a post replaces the
        /// operator's whole row, so one stamp serves all its feeds.
        pub landed_ts: [u32; 32],
        pub landed_slot: [u32; 32],
    }

    impl Wire for PriceBoard {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let values = Wire::read(reader)?;
            let landed_ts = Wire::read(reader)?;
            let landed_slot = Wire::read(reader)?;
            reader.take(64)?;
            Ok(Self {
                version,
                bump,
                values,
                landed_ts,
                landed_slot,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.values.write(out);
            self.landed_ts.write(out);
            self.landed_slot.write(out);
            out.extend_from_slice(&[0; 64]);
        }
    }

    impl AccountData for PriceBoard {
        const NAME: &'static str = "PriceBoard";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [74, 250, 122, 11, 105, 241, 227, 218];
        const LEN: usize = 8528;
    }

    /// PDA `["price_ring"]`: IO/USD quorum prices, `entries[(head + PRICE_RING - 1) % PRICE_RING]` newest.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PriceRing {
        pub version: u8,
        pub bump: u8,
        /// Where the next entry goes.
        pub head: u16,
        /// Entries filled, at most PRICE_RING.
        pub len: u16,
        pub last_slot: u64,
        pub last_ts: i64,
        pub entries: [super::types::RingEntry; 256],
    }

    impl Wire for PriceRing {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(2)?;
            let head = Wire::read(reader)?;
            let len = Wire::read(reader)?;
            let last_slot = Wire::read(reader)?;
            let last_ts = Wire::read(reader)?;
            let entries = Wire::read(reader)?;
            reader.take(64)?;
            Ok(Self {
                version,
                bump,
                head,
                len,
                last_slot,
                last_ts,
                entries,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 2]);
            self.head.write(out);
            self.len.write(out);
            self.last_slot.write(out);
            self.last_ts.write(out);
            self.entries.write(out);
            out.extend_from_slice(&[0; 64]);
        }
    }

    impl AccountData for PriceRing {
        const NAME: &'static str = "PriceRing";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [110, 56, 63, 231, 99, 56, 107, 182];
        const LEN: usize = 9312;
    }
}

/// Instructions: fill in the accounts, call `instruction`.
#[allow(unused_imports)]
pub mod instructions {
    use super::ID;
    use crate::wire::{Wire, write_list, write_text};
    use solana_instruction::{AccountMeta, Instruction};
    use solana_pubkey::Pubkey;

    /// `initialize` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Initialize {
        /// Signs, is written.
        pub authority: Pubkey,
        /// Is read.
        pub io_mint: Pubkey,
    }

    impl Initialize {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[175, 175, 109, 31, 13, 152, 155, 237];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `program_data` among the accounts.
        pub const PROGRAM_DATA: usize = 1;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 2;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 3;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 4;
        /// Place of `bond_vault` among the accounts.
        pub const BOND_VAULT: usize = 5;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 8;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, params: &super::types::OracleParams) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            params.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.authority, true),
                    AccountMeta::new_readonly(crate::pda::program_data(&ID), false),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                    AccountMeta::new(crate::oracle::classes_address(), false),
                    AccountMeta::new(crate::oracle::bond_vault_address(), false),
                    AccountMeta::new_readonly(self.io_mint, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `initialize_prices` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct InitializePrices {
        /// Signs, is written.
        pub authority: Pubkey,
    }

    impl InitializePrices {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[27, 129, 179, 97, 205, 188, 21, 153];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `prices` among the accounts.
        pub const PRICES: usize = 2;
        /// Place of `price_ring` among the accounts.
        pub const PRICE_RING: usize = 3;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.authority, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::prices_address(), false),
                    AccountMeta::new(crate::oracle::price_ring_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `set_authority` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetAuthority {
        /// Signs.
        pub signer: Pubkey,
    }

    impl SetAuthority {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[133, 250, 37, 21, 110, 163, 26, 121];
        /// Place of `signer` among the accounts.
        pub const SIGNER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, pending_authority: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            pending_authority.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.signer, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                ],
                data,
            }
        }
    }

    /// `accept_authority` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AcceptAuthority {
        /// Signs.
        pub signer: Pubkey,
    }

    impl AcceptAuthority {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[107, 86, 198, 91, 33, 12, 107, 160];
        /// Place of `signer` among the accounts.
        pub const SIGNER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.signer, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                ],
                data,
            }
        }
    }

    /// `set_guardian` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetGuardian {
        /// Signs.
        pub signer: Pubkey,
    }

    impl SetGuardian {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[147, 243, 50, 121, 154, 164, 50, 30];
        /// Place of `signer` among the accounts.
        pub const SIGNER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, pending_guardian: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            pending_guardian.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.signer, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                ],
                data,
            }
        }
    }

    /// `accept_guardian` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AcceptGuardian {
        /// Signs.
        pub signer: Pubkey,
    }

    impl AcceptGuardian {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[130, 141, 66, 69, 80, 183, 54, 186];
        /// Place of `signer` among the accounts.
        pub const SIGNER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.signer, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                ],
                data,
            }
        }
    }

    /// `pause_sealing` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PauseSealing {
        /// Signs.
        pub guardian: Pubkey,
    }

    impl PauseSealing {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[178, 142, 150, 43, 182, 238, 75, 53];
        /// Place of `guardian` among the accounts.
        pub const GUARDIAN: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.guardian, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                ],
                data,
            }
        }
    }

    /// `void_epoch` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct VoidEpoch {
        /// Signs.
        pub guardian: Pubkey,
        /// Is written.
        pub epoch_record: Pubkey,
    }

    impl VoidEpoch {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[84, 73, 229, 201, 224, 36, 41, 203];
        /// Place of `guardian` among the accounts.
        pub const GUARDIAN: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.guardian, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                ],
                data,
            }
        }
    }

    /// `set_params` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetParams {
        /// Signs.
        pub authority: Pubkey,
    }

    impl SetParams {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[27, 234, 178, 52, 147, 2, 187, 141];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, rules: &super::types::OracleRules) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            rules.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                ],
                data,
            }
        }
    }

    /// `set_class` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetClass {
        /// Signs.
        pub authority: Pubkey,
    }

    impl SetClass {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[88, 208, 86, 138, 241, 160, 255, 115];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, index: u8, class: &super::types::GpuClassParams) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            index.write(&mut data);
            class.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::classes_address(), false),
                ],
                data,
            }
        }
    }

    /// `set_tier` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetTier {
        /// Signs.
        pub authority: Pubkey,
        /// Is written.
        pub device: Pubkey,
    }

    impl SetTier {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[197, 250, 253, 88, 170, 70, 237, 66];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, tier: u8) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            tier.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new(self.device, false),
                ],
                data,
            }
        }
    }

    /// `add_operator` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AddOperator {
        /// Signs.
        pub authority: Pubkey,
    }

    impl AddOperator {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[149, 142, 187, 68, 33, 250, 87, 105];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, wallet: Pubkey, key: Pubkey, url: &[u8]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            wallet.write(&mut data);
            key.write(&mut data);
            write_list(url, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                ],
                data,
            }
        }
    }

    /// `bond` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Bond {
        /// Signs.
        pub wallet: Pubkey,
        /// Is written.
        pub source: Pubkey,
    }

    impl Bond {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[18, 108, 96, 244, 162, 35, 142, 202];
        /// Place of `wallet` among the accounts.
        pub const WALLET: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 3;
        /// Place of `bond_vault` among the accounts.
        pub const BOND_VAULT: usize = 4;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.wallet, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new(crate::oracle::bond_vault_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `unbond` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Unbond {
        /// Signs.
        pub signer: Pubkey,
    }

    impl Unbond {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[151, 129, 36, 46, 102, 195, 111, 122];
        /// Place of `signer` among the accounts.
        pub const SIGNER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, wallet: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            wallet.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.signer, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                ],
                data,
            }
        }
    }

    /// `withdraw_bond` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WithdrawBond {
        /// Signs.
        pub wallet: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl WithdrawBond {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[222, 199, 141, 31, 188, 93, 155, 40];
        /// Place of `wallet` among the accounts.
        pub const WALLET: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// Place of `bond_vault` among the accounts.
        pub const BOND_VAULT: usize = 3;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 4;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.wallet, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                    AccountMeta::new(crate::oracle::bond_vault_address(), false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `rotate_operator` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RotateOperator {
        /// Signs.
        pub wallet: Pubkey,
    }

    impl RotateOperator {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[52, 31, 114, 36, 12, 249, 97, 143];
        /// Place of `wallet` among the accounts.
        pub const WALLET: usize = 0;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, key: Pubkey, url: &[u8]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            key.write(&mut data);
            write_list(url, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.wallet, true),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                ],
                data,
            }
        }
    }

    /// `register_device` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RegisterDevice {
        /// Signs, is written.
        pub supplier: Pubkey,
    }

    impl RegisterDevice {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[210, 151, 56, 68, 22, 158, 90, 193];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 2;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 3;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, nonce: u32, params: &super::types::DeviceParams) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            nonce.write(&mut data);
            params.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.supplier, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(crate::oracle::classes_address(), false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[b"device", self.supplier.as_ref(), &nonce.to_wire()],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `offer_device` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OfferDevice {
        /// Signs.
        pub supplier: Pubkey,
        /// Is written.
        pub device: Pubkey,
    }

    impl OfferDevice {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[153, 175, 69, 45, 47, 108, 247, 89];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, floor_price: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            floor_price.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.supplier, true),
                    AccountMeta::new(self.device, false),
                ],
                data,
            }
        }
    }

    /// `pause_device` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PauseDevice {
        /// Signs.
        pub supplier: Pubkey,
        /// Is written.
        pub device: Pubkey,
    }

    impl PauseDevice {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[142, 83, 149, 187, 222, 250, 231, 201];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.supplier, true),
                    AccountMeta::new(self.device, false),
                ],
                data,
            }
        }
    }

    /// `retire_device` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RetireDevice {
        /// Signs.
        pub supplier: Pubkey,
        /// Is written.
        pub device: Pubkey,
    }

    impl RetireDevice {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[194, 186, 61, 25, 8, 16, 167, 38];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.supplier, true),
                    AccountMeta::new(self.device, false),
                ],
                data,
            }
        }
    }

    /// `rotate_device_key` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RotateDeviceKey {
        /// Signs.
        pub supplier: Pubkey,
        /// Is written.
        pub device: Pubkey,
    }

    impl RotateDeviceKey {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[96, 133, 177, 36, 92, 46, 59, 153];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, key: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            key.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.supplier, true),
                    AccountMeta::new(self.device, false),
                ],
                data,
            }
        }
    }

    /// `set_payee` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetPayee {
        /// Signs.
        pub supplier: Pubkey,
        /// Is written.
        pub device: Pubkey,
    }

    impl SetPayee {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[99, 215, 50, 44, 239, 35, 255, 89];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, payee: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            payee.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.supplier, true),
                    AccountMeta::new(self.device, false),
                ],
                data,
            }
        }
    }

    /// `open_epoch` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OpenEpoch {
        /// Signs, is written.
        pub payer: Pubkey,
        /// Is written.
        pub epoch_record: Pubkey,
    }

    impl OpenEpoch {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[75, 57, 218, 33, 173, 254, 207, 136];
        /// Place of `payer` among the accounts.
        pub const PAYER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 3;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 4;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, epoch: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            epoch.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.payer, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(crate::oracle::operators_address(), false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `capture_challenge` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CaptureChallenge {
        /// Is written.
        pub epoch_record: Pubkey,
    }

    impl CaptureChallenge {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[176, 97, 69, 89, 108, 211, 42, 195];
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 0;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 1;
        /// Place of `slot_hashes` among the accounts.
        pub const SLOT_HASHES: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("SysvarS1otHashes111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `capture_beacon` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CaptureBeacon {
        /// Is written.
        pub epoch_record: Pubkey,
    }

    impl CaptureBeacon {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[48, 254, 59, 114, 106, 86, 164, 233];
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 0;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 1;
        /// Place of `slot_hashes` among the accounts.
        pub const SLOT_HASHES: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, which: u8) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            which.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("SysvarS1otHashes111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `post_commit` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PostCommit {
        /// Signs, is written.
        pub supplier: Pubkey,
        /// Is read.
        pub epoch_record: Pubkey,
        /// Is written.
        pub commits: Pubkey,
    }

    impl PostCommit {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[170, 230, 210, 162, 96, 106, 176, 255];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// Place of `commits` among the accounts.
        pub const COMMITS: usize = 3;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, class: u8, root: [u8; 32]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            class.write(&mut data);
            root.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.supplier, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(self.epoch_record, false),
                    AccountMeta::new(self.commits, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `post_response` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PostResponse {
        /// Signs.
        pub supplier: Pubkey,
        /// Is read.
        pub epoch_record: Pubkey,
        /// Is written.
        pub commits: Pubkey,
    }

    impl PostResponse {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[194, 115, 73, 109, 221, 73, 216, 70];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// Place of `commits` among the accounts.
        pub const COMMITS: usize = 3;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, class: u8, root: [u8; 32]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            class.write(&mut data);
            root.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.supplier, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(self.epoch_record, false),
                    AccountMeta::new(self.commits, false),
                ],
                data,
            }
        }
    }

    /// `post_summary` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PostSummary {
        /// Signs.
        pub key: Pubkey,
        /// Is written.
        pub epoch_record: Pubkey,
    }

    impl PostSummary {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[255, 192, 85, 44, 170, 107, 127, 178];
        /// Place of `key` among the accounts.
        pub const KEY: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 3;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, epoch: u64, root: [u8; 32]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            epoch.write(&mut data);
            root.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.key, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(crate::oracle::operators_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                ],
                data,
            }
        }
    }

    /// `vote` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Vote {
        /// Signs.
        pub key: Pubkey,
        /// Is written.
        pub epoch_record: Pubkey,
    }

    impl Vote {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[227, 110, 155, 23, 136, 126, 172, 25];
        /// Place of `key` among the accounts.
        pub const KEY: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 3;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, settlement: &super::types::SettlementVote) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            settlement.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.key, true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(crate::oracle::operators_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                ],
                data,
            }
        }
    }

    /// `post_prices` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PostPrices {
        /// Signs.
        pub key: Pubkey,
    }

    impl PostPrices {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[146, 10, 82, 85, 53, 250, 47, 248];
        /// Place of `key` among the accounts.
        pub const KEY: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// Place of `prices` among the accounts.
        pub const PRICES: usize = 3;
        /// Place of `price_ring` among the accounts.
        pub const PRICE_RING: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, prices: &[super::types::FeedValue]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            write_list(prices, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.key, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(crate::oracle::operators_address(), false),
                    AccountMeta::new(crate::oracle::prices_address(), false),
                    AccountMeta::new(crate::oracle::price_ring_address(), false),
                ],
                data,
            }
        }
    }

    /// `hold_up` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct HoldUp {
        /// Is written.
        pub epoch_record: Pubkey,
    }

    impl HoldUp {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[244, 146, 49, 190, 252, 101, 145, 239];
        /// Place of `disputes` among the accounts.
        pub const DISPUTES: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, epoch: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            epoch.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::disputes::disputes_address(), true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                ],
                data,
            }
        }
    }

    /// `uphold` of `oracle`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Uphold {
        /// Is written.
        pub epoch_record: Pubkey,
        /// Is written.
        pub destination: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
    }

    impl Uphold {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[153, 135, 59, 87, 246, 29, 170, 163];
        /// Place of `disputes` among the accounts.
        pub const DISPUTES: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 2;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 3;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 4;
        /// Place of `bond_vault` among the accounts.
        pub const BOND_VAULT: usize = 5;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, epoch: u64, of_verdict: bool, listers: u32) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            epoch.write(&mut data);
            of_verdict.write(&mut data);
            listers.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::disputes::disputes_address(), true),
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new(crate::oracle::bond_vault_address(), false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }
}

/// Types that arguments and accounts are made of.
#[allow(unused_imports)]
pub mod types {
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// One epoch's commit and response roots of one supplier and class; slot 0: none.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CommitEntry {
        pub epoch: u64,
        pub commit_root: [u8; 32],
        pub commit_slot: u64,
        pub response_root: [u8; 32],
        pub response_slot: u64,
    }

    impl Wire for CommitEntry {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let commit_root = Wire::read(reader)?;
            let commit_slot = Wire::read(reader)?;
            let response_root = Wire::read(reader)?;
            let response_slot = Wire::read(reader)?;
            Ok(Self {
                epoch,
                commit_root,
                commit_slot,
                response_root,
                response_slot,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.commit_root.write(out);
            self.commit_slot.write(out);
            self.response_root.write(out);
            self.response_slot.write(out);
        }
    }

    /// What a supplier says of a host.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceParams {
        pub class: u8,
        pub processors: u16,
        pub device_key: Pubkey,
        pub payee: Pubkey,
        pub region: u8,
    }

    impl Wire for DeviceParams {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let class = Wire::read(reader)?;
            let processors = Wire::read(reader)?;
            let device_key = Wire::read(reader)?;
            let payee = Wire::read(reader)?;
            let region = Wire::read(reader)?;
            Ok(Self {
                class,
                processors,
                device_key,
                payee,
                region,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.class.write(out);
            self.processors.write(out);
            self.device_key.write(out);
            self.payee.write(out);
            self.region.write(out);
        }
    }

    /// One feed's value in a post.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FeedValue {
        /// 0: IO/USD; 1 + c: one GPU-hour of class c.
        pub feed: u8,
        /// USD × 10⁸, above zero.
        pub price: u64,
    }

    impl Wire for FeedValue {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let feed = Wire::read(reader)?;
            let price = Wire::read(reader)?;
            Ok(Self { feed, price })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.feed.write(out);
            self.price.write(out);
        }
    }

    /// One GPU class: its stake multiplier and the dimensions of its proof (see docs/proof-of-work.md).
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GpuClass {
        /// UTF-8, zero padded.
        pub name: [u8; 24],
        pub multiplier_milli: u32,
        pub n: u32,
        pub k: u32,
        pub panels: u32,
        pub lanes: u32,
        pub steps: u32,
        /// T_class in milliseconds.
        pub time_ms: u32,
        pub live: u8,
    }

    impl Wire for GpuClass {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let name = Wire::read(reader)?;
            let multiplier_milli = Wire::read(reader)?;
            let n = Wire::read(reader)?;
            let k = Wire::read(reader)?;
            let panels = Wire::read(reader)?;
            let lanes = Wire::read(reader)?;
            let steps = Wire::read(reader)?;
            let time_ms = Wire::read(reader)?;
            let live = Wire::read(reader)?;
            reader.take(3)?;
            reader.take(8)?;
            Ok(Self {
                name,
                multiplier_milli,
                n,
                k,
                panels,
                lanes,
                steps,
                time_ms,
                live,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.name.write(out);
            self.multiplier_milli.write(out);
            self.n.write(out);
            self.k.write(out);
            self.panels.write(out);
            self.lanes.write(out);
            self.steps.write(out);
            self.time_ms.write(out);
            self.live.write(out);
            out.extend_from_slice(&[0; 3]);
            out.extend_from_slice(&[0; 8]);
        }
    }

    /// One class as `set_class` takes it: the fields of `GpuClass`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GpuClassParams {
        /// UTF-8, zero padded, not empty.
        pub name: [u8; 24],
        /// Thousandths, above zero.
        pub multiplier_milli: u32,
        pub n: u32,
        pub k: u32,
        pub panels: u32,
        pub lanes: u32,
        pub steps: u32,
        pub time_ms: u32,
        /// Whether devices may be registered in it: only once its proof is calibrated.
        pub live: bool,
    }

    impl Wire for GpuClassParams {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let name = Wire::read(reader)?;
            let multiplier_milli = Wire::read(reader)?;
            let n = Wire::read(reader)?;
            let k = Wire::read(reader)?;
            let panels = Wire::read(reader)?;
            let lanes = Wire::read(reader)?;
            let steps = Wire::read(reader)?;
            let time_ms = Wire::read(reader)?;
            let live = Wire::read(reader)?;
            Ok(Self {
                name,
                multiplier_milli,
                n,
                k,
                panels,
                lanes,
                steps,
                time_ms,
                live,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.name.write(out);
            self.multiplier_milli.write(out);
            self.n.write(out);
            self.k.write(out);
            self.panels.write(out);
            self.lanes.write(out);
            self.steps.write(out);
            self.time_ms.write(out);
            self.live.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Operator {
        /// Wallet that bonds, rotates the key and receives the bond back.
        pub wallet: Pubkey,
        /// Hot key that votes and posts.
        pub key: Pubkey,
        pub bond: u64,
        pub unbond_ts: i64,
        pub status: u8,
        /// HTTP base URL, zero padded UTF-8.
        pub url: [u8; 64],
    }

    impl Wire for Operator {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let wallet = Wire::read(reader)?;
            let key = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            let unbond_ts = Wire::read(reader)?;
            let status = Wire::read(reader)?;
            reader.take(7)?;
            let url = Wire::read(reader)?;
            Ok(Self {
                wallet,
                key,
                bond,
                unbond_ts,
                status,
                url,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.wallet.write(out);
            self.key.write(out);
            self.bond.write(out);
            self.unbond_ts.write(out);
            self.status.write(out);
            out.extend_from_slice(&[0; 7]);
            self.url.write(out);
        }
    }

    /// The parameters of `Oracle`, in the order of its fields, fixed at genesis.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OracleParams {
        /// Start of epoch 1, unix seconds; equal to that of `emissions`, above zero.
        pub genesis_ts: i64,
        /// 60 or more; equal to that of `emissions`.
        pub epoch_length_s: u32,
        /// IO base units, above zero.
        pub bond: u64,
        /// At least 75 epochs: a bond outlasts every settlement that its operator may have voted for, which
        /// is sealed within 64 epochs of its opening and final 11 epochs later at the latest. So a seat does
        /// not pass on while a record of its weight can still be voted on or slash it.
        pub unbonding_s: u32,
        /// At most 8 epochs: of the settlements that wait at one time, all fit a transaction that voids them.
        pub challenge_window_s: u32,
        /// Below one epoch.
        pub summary_window_s: u32,
        /// Above zero.
        pub price_max_age_s: u32,
        /// Above zero.
        pub ema_half_life_s: u32,
        /// Above zero.
        pub ring_spacing_s: u32,
        /// 32 or more.
        pub arm_slots: u32,
        /// Above zero.
        pub candidate_spacing_slots: u32,
        /// Above zero.
        pub commit_deadline_slots: u32,
        /// 8 or more.
        pub beacon_gap_slots: u32,
        /// Above zero.
        pub beacon_spacing_slots: u32,
        /// Above zero.
        pub response_slots: u32,
        /// Above zero.
        pub candidate_threshold: u8,
        pub guardian: Pubkey,
        /// What a challenger of a settlement puts down, IO base units.
        pub challenge_bond: u64,
    }

    impl Wire for OracleParams {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let genesis_ts = Wire::read(reader)?;
            let epoch_length_s = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            let unbonding_s = Wire::read(reader)?;
            let challenge_window_s = Wire::read(reader)?;
            let summary_window_s = Wire::read(reader)?;
            let price_max_age_s = Wire::read(reader)?;
            let ema_half_life_s = Wire::read(reader)?;
            let ring_spacing_s = Wire::read(reader)?;
            let arm_slots = Wire::read(reader)?;
            let candidate_spacing_slots = Wire::read(reader)?;
            let commit_deadline_slots = Wire::read(reader)?;
            let beacon_gap_slots = Wire::read(reader)?;
            let beacon_spacing_slots = Wire::read(reader)?;
            let response_slots = Wire::read(reader)?;
            let candidate_threshold = Wire::read(reader)?;
            let guardian = Wire::read(reader)?;
            let challenge_bond = Wire::read(reader)?;
            Ok(Self {
                genesis_ts,
                epoch_length_s,
                bond,
                unbonding_s,
                challenge_window_s,
                summary_window_s,
                price_max_age_s,
                ema_half_life_s,
                ring_spacing_s,
                arm_slots,
                candidate_spacing_slots,
                commit_deadline_slots,
                beacon_gap_slots,
                beacon_spacing_slots,
                response_slots,
                candidate_threshold,
                guardian,
                challenge_bond,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.genesis_ts.write(out);
            self.epoch_length_s.write(out);
            self.bond.write(out);
            self.unbonding_s.write(out);
            self.challenge_window_s.write(out);
            self.summary_window_s.write(out);
            self.price_max_age_s.write(out);
            self.ema_half_life_s.write(out);
            self.ring_spacing_s.write(out);
            self.arm_slots.write(out);
            self.candidate_spacing_slots.write(out);
            self.commit_deadline_slots.write(out);
            self.beacon_gap_slots.write(out);
            self.beacon_spacing_slots.write(out);
            self.response_slots.write(out);
            self.candidate_threshold.write(out);
            self.guardian.write(out);
            self.challenge_bond.write(out);
        }
    }

    /// What `set_params` changes, from the opening of an epoch on. 32 bytes, alignment 1.
    ///
    /// The rest is fixed at genesis: the schedule counts epochs, a bond's way out must not get longer while it
    /// is being taken, the ring of prices must outlast requests, and the slots of a challenge belong to the
    /// times that classes are calibrated for.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OracleRules {
        /// Bond an operator must hold to count, IO base units: 1 unit to a million IO.
        pub bond: u64,
        /// What a challenger of a settlement puts down, IO base units: 1 to 10,000 IO.
        pub challenge_bond: u64,
        /// Time from seal to final: 1 to 8 epochs.
        pub challenge_window_s: u32,
        /// Operators' summaries are taken until this long after the epoch's end: a sixtieth of an epoch, to
        /// less than a whole one.
        pub summary_window_s: u32,
        /// Age from which a posted price does not count: at most a sixth of an epoch.
        pub price_max_age_s: u32,
        /// Time in which the average comes half of the way to the price: a sixtieth of an epoch to 168.
        pub ema_half_life_s: u32,
    }

    impl Wire for OracleRules {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let bond = Wire::read(reader)?;
            let challenge_bond = Wire::read(reader)?;
            let challenge_window_s = Wire::read(reader)?;
            let summary_window_s = Wire::read(reader)?;
            let price_max_age_s = Wire::read(reader)?;
            let ema_half_life_s = Wire::read(reader)?;
            Ok(Self {
                bond,
                challenge_bond,
                challenge_window_s,
                summary_window_s,
                price_max_age_s,
                ema_half_life_s,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.bond.write(out);
            self.challenge_bond.write(out);
            self.challenge_window_s.write(out);
            self.summary_window_s.write(out);
            self.price_max_age_s.write(out);
            self.ema_half_life_s.write(out);
        }
    }

    /// One quorum price of IO in USD. 36 bytes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RingEntry {
        pub lower: u64,
        pub upper: u64,
        pub ema: u64,
        pub confidence: u32,
        /// Oldest landing time among the values included (unix seconds).
        pub oldest_ts: u32,
        /// Oldest landing slot among the values included: a request made before it may use the price.
        pub oldest_slot: u32,
    }

    impl Wire for RingEntry {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let lower = Wire::read(reader)?;
            let upper = Wire::read(reader)?;
            let ema = Wire::read(reader)?;
            let confidence = Wire::read(reader)?;
            let oldest_ts = Wire::read(reader)?;
            let oldest_slot = Wire::read(reader)?;
            Ok(Self {
                lower,
                upper,
                ema,
                confidence,
                oldest_ts,
                oldest_slot,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.lower.write(out);
            self.upper.write(out);
            self.ema.write(out);
            self.confidence.write(out);
            self.oldest_ts.write(out);
            self.oldest_slot.write(out);
        }
    }

    /// What operators vote on, and what a seal fixes. Wire order = field order, little-endian, 180 bytes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Settlement {
        pub epoch: u64,
        /// Rewards root this one builds on.
        pub prev_root: [u8; 32],
        pub rewards_root: [u8; 32],
        /// Σ cumulative lifetime IO of all leaves, base units.
        pub rewards_sum: u64,
        pub n_leaves: u32,
        pub usage_root: [u8; 32],
        pub verdict_root: [u8; 32],
        pub report_hash: [u8; 32],
    }

    impl Wire for Settlement {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let prev_root = Wire::read(reader)?;
            let rewards_root = Wire::read(reader)?;
            let rewards_sum = Wire::read(reader)?;
            let n_leaves = Wire::read(reader)?;
            let usage_root = Wire::read(reader)?;
            let verdict_root = Wire::read(reader)?;
            let report_hash = Wire::read(reader)?;
            Ok(Self {
                epoch,
                prev_root,
                rewards_root,
                rewards_sum,
                n_leaves,
                usage_root,
                verdict_root,
                report_hash,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.prev_root.write(out);
            self.rewards_root.write(out);
            self.rewards_sum.write(out);
            self.n_leaves.write(out);
            self.usage_root.write(out);
            self.verdict_root.write(out);
            self.report_hash.write(out);
        }
    }

    /// `vote`'s argument: the fields of `Settlement`, in its wire order.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SettlementVote {
        pub epoch: u64,
        /// Rewards root this one builds on.
        pub prev_root: [u8; 32],
        pub rewards_root: [u8; 32],
        /// Σ cumulative lifetime IO of all leaves, base units.
        pub rewards_sum: u64,
        pub n_leaves: u32,
        pub usage_root: [u8; 32],
        pub verdict_root: [u8; 32],
        pub report_hash: [u8; 32],
    }

    impl Wire for SettlementVote {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let prev_root = Wire::read(reader)?;
            let rewards_root = Wire::read(reader)?;
            let rewards_sum = Wire::read(reader)?;
            let n_leaves = Wire::read(reader)?;
            let usage_root = Wire::read(reader)?;
            let verdict_root = Wire::read(reader)?;
            let report_hash = Wire::read(reader)?;
            Ok(Self {
                epoch,
                prev_root,
                rewards_root,
                rewards_sum,
                n_leaves,
                usage_root,
                verdict_root,
                report_hash,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.prev_root.write(out);
            self.rewards_root.write(out);
            self.rewards_sum.write(out);
            self.n_leaves.write(out);
            self.usage_root.write(out);
            self.verdict_root.write(out);
            self.report_hash.write(out);
        }
    }
}

/// Events, in the past tense.
#[allow(unused_imports)]
pub mod events {
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// Any event of the program.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Event {
        AuthorityChanged(AuthorityChanged),
        AuthorityProposed(AuthorityProposed),
        BeaconCaptured(BeaconCaptured),
        BondChanged(BondChanged),
        ChallengeDrawn(ChallengeDrawn),
        ChallengeFailed(ChallengeFailed),
        ClassSet(ClassSet),
        CommitPosted(CommitPosted),
        DeviceKeyRotated(DeviceKeyRotated),
        DeviceRegistered(DeviceRegistered),
        DeviceStatusChanged(DeviceStatusChanged),
        EpochOpened(EpochOpened),
        EpochWasSealed(EpochWasSealed),
        EpochsVoided(EpochsVoided),
        GuardianChanged(GuardianChanged),
        GuardianProposed(GuardianProposed),
        IoPriceRecorded(IoPriceRecorded),
        OperatorAdded(OperatorAdded),
        OperatorRotated(OperatorRotated),
        OperatorUnbonding(OperatorUnbonding),
        OracleInitialized(OracleInitialized),
        ParamsChanged(ParamsChanged),
        PayeeChanged(PayeeChanged),
        PricesInitialized(PricesInitialized),
        PricesPosted(PricesPosted),
        ResponsePosted(ResponsePosted),
        SealingPaused(SealingPaused),
        SettlementDisproved(SettlementDisproved),
        SummaryPosted(SummaryPosted),
        TierMeasured(TierMeasured),
        VoteCast(VoteCast),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::AuthorityChanged(_) => "AuthorityChanged",
                Self::AuthorityProposed(_) => "AuthorityProposed",
                Self::BeaconCaptured(_) => "BeaconCaptured",
                Self::BondChanged(_) => "BondChanged",
                Self::ChallengeDrawn(_) => "ChallengeDrawn",
                Self::ChallengeFailed(_) => "ChallengeFailed",
                Self::ClassSet(_) => "ClassSet",
                Self::CommitPosted(_) => "CommitPosted",
                Self::DeviceKeyRotated(_) => "DeviceKeyRotated",
                Self::DeviceRegistered(_) => "DeviceRegistered",
                Self::DeviceStatusChanged(_) => "DeviceStatusChanged",
                Self::EpochOpened(_) => "EpochOpened",
                Self::EpochWasSealed(_) => "EpochWasSealed",
                Self::EpochsVoided(_) => "EpochsVoided",
                Self::GuardianChanged(_) => "GuardianChanged",
                Self::GuardianProposed(_) => "GuardianProposed",
                Self::IoPriceRecorded(_) => "IoPriceRecorded",
                Self::OperatorAdded(_) => "OperatorAdded",
                Self::OperatorRotated(_) => "OperatorRotated",
                Self::OperatorUnbonding(_) => "OperatorUnbonding",
                Self::OracleInitialized(_) => "OracleInitialized",
                Self::ParamsChanged(_) => "ParamsChanged",
                Self::PayeeChanged(_) => "PayeeChanged",
                Self::PricesInitialized(_) => "PricesInitialized",
                Self::PricesPosted(_) => "PricesPosted",
                Self::ResponsePosted(_) => "ResponsePosted",
                Self::SealingPaused(_) => "SealingPaused",
                Self::SettlementDisproved(_) => "SettlementDisproved",
                Self::SummaryPosted(_) => "SummaryPosted",
                Self::TierMeasured(_) => "TierMeasured",
                Self::VoteCast(_) => "VoteCast",
            }
        }

        /// The event whose discriminator `data` starts with; `None` for any other data.
        pub fn decode(data: &[u8]) -> Option<Self> {
            let (discriminator, fields) = data.split_first_chunk::<8>()?;
            match *discriminator {
                [31, 19, 174, 152, 4, 82, 215, 226] => {
                    Wire::from_wire(fields).ok().map(Self::AuthorityChanged)
                }
                [244, 117, 94, 112, 53, 151, 35, 89] => {
                    Wire::from_wire(fields).ok().map(Self::AuthorityProposed)
                }
                [238, 165, 187, 54, 104, 151, 70, 2] => {
                    Wire::from_wire(fields).ok().map(Self::BeaconCaptured)
                }
                [182, 171, 105, 8, 232, 86, 149, 135] => {
                    Wire::from_wire(fields).ok().map(Self::BondChanged)
                }
                [144, 34, 75, 153, 127, 223, 224, 208] => {
                    Wire::from_wire(fields).ok().map(Self::ChallengeDrawn)
                }
                [97, 122, 254, 218, 162, 152, 206, 197] => {
                    Wire::from_wire(fields).ok().map(Self::ChallengeFailed)
                }
                [150, 198, 209, 176, 36, 134, 193, 241] => {
                    Wire::from_wire(fields).ok().map(Self::ClassSet)
                }
                [215, 143, 173, 105, 93, 228, 49, 192] => {
                    Wire::from_wire(fields).ok().map(Self::CommitPosted)
                }
                [220, 43, 143, 107, 183, 120, 161, 59] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceKeyRotated)
                }
                [221, 90, 2, 153, 72, 98, 71, 181] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceRegistered)
                }
                [47, 92, 8, 190, 132, 76, 125, 174] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceStatusChanged)
                }
                [136, 166, 130, 170, 78, 145, 67, 78] => {
                    Wire::from_wire(fields).ok().map(Self::EpochOpened)
                }
                [221, 245, 231, 107, 139, 19, 239, 124] => {
                    Wire::from_wire(fields).ok().map(Self::EpochWasSealed)
                }
                [130, 213, 183, 212, 134, 12, 2, 229] => {
                    Wire::from_wire(fields).ok().map(Self::EpochsVoided)
                }
                [152, 239, 217, 24, 162, 189, 236, 143] => {
                    Wire::from_wire(fields).ok().map(Self::GuardianChanged)
                }
                [103, 9, 177, 31, 176, 22, 60, 57] => {
                    Wire::from_wire(fields).ok().map(Self::GuardianProposed)
                }
                [218, 212, 83, 23, 155, 143, 83, 184] => {
                    Wire::from_wire(fields).ok().map(Self::IoPriceRecorded)
                }
                [216, 247, 101, 54, 51, 70, 215, 192] => {
                    Wire::from_wire(fields).ok().map(Self::OperatorAdded)
                }
                [32, 186, 33, 88, 47, 44, 204, 35] => {
                    Wire::from_wire(fields).ok().map(Self::OperatorRotated)
                }
                [43, 93, 62, 234, 115, 172, 240, 202] => {
                    Wire::from_wire(fields).ok().map(Self::OperatorUnbonding)
                }
                [42, 87, 109, 208, 1, 105, 101, 142] => {
                    Wire::from_wire(fields).ok().map(Self::OracleInitialized)
                }
                [174, 49, 9, 64, 58, 171, 241, 24] => {
                    Wire::from_wire(fields).ok().map(Self::ParamsChanged)
                }
                [226, 239, 218, 4, 227, 219, 131, 166] => {
                    Wire::from_wire(fields).ok().map(Self::PayeeChanged)
                }
                [111, 153, 235, 164, 169, 188, 33, 80] => {
                    Wire::from_wire(fields).ok().map(Self::PricesInitialized)
                }
                [111, 118, 191, 29, 119, 71, 176, 142] => {
                    Wire::from_wire(fields).ok().map(Self::PricesPosted)
                }
                [40, 218, 61, 130, 75, 26, 184, 199] => {
                    Wire::from_wire(fields).ok().map(Self::ResponsePosted)
                }
                [179, 45, 67, 127, 254, 39, 182, 45] => {
                    Wire::from_wire(fields).ok().map(Self::SealingPaused)
                }
                [49, 129, 140, 198, 232, 86, 52, 52] => {
                    Wire::from_wire(fields).ok().map(Self::SettlementDisproved)
                }
                [16, 21, 187, 14, 119, 77, 141, 74] => {
                    Wire::from_wire(fields).ok().map(Self::SummaryPosted)
                }
                [213, 9, 63, 211, 92, 225, 45, 82] => {
                    Wire::from_wire(fields).ok().map(Self::TierMeasured)
                }
                [39, 53, 195, 104, 188, 17, 225, 213] => {
                    Wire::from_wire(fields).ok().map(Self::VoteCast)
                }
                _ => None,
            }
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AuthorityChanged {
        pub before: Pubkey,
        pub after: Pubkey,
    }

    impl Wire for AuthorityChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self { before, after })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AuthorityProposed {
        pub authority: Pubkey,
        pub pending_authority: Pubkey,
    }

    impl Wire for AuthorityProposed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let pending_authority = Wire::read(reader)?;
            Ok(Self {
                authority,
                pending_authority,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.pending_authority.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BeaconCaptured {
        pub epoch: u64,
        pub which: u64,
        pub beacon: [u8; 32],
    }

    impl Wire for BeaconCaptured {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let which = Wire::read(reader)?;
            let beacon = Wire::read(reader)?;
            Ok(Self {
                epoch,
                which,
                beacon,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.which.write(out);
            self.beacon.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BondChanged {
        pub wallet: Pubkey,
        /// IO base units.
        pub bond_before: u64,
        pub bond_after: u64,
        pub bonded_total: u64,
    }

    impl Wire for BondChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let wallet = Wire::read(reader)?;
            let bond_before = Wire::read(reader)?;
            let bond_after = Wire::read(reader)?;
            let bonded_total = Wire::read(reader)?;
            Ok(Self {
                wallet,
                bond_before,
                bond_after,
                bonded_total,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.wallet.write(out);
            self.bond_before.write(out);
            self.bond_after.write(out);
            self.bonded_total.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ChallengeDrawn {
        pub epoch: u64,
        pub candidate: u64,
        pub s0: u64,
        pub seed: [u8; 32],
    }

    impl Wire for ChallengeDrawn {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let candidate = Wire::read(reader)?;
            let s0 = Wire::read(reader)?;
            let seed = Wire::read(reader)?;
            Ok(Self {
                epoch,
                candidate,
                s0,
                seed,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.candidate.write(out);
            self.s0.write(out);
            self.seed.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ChallengeFailed {
        pub epoch: u64,
    }

    impl Wire for ChallengeFailed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            Ok(Self { epoch })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ClassSet {
        pub index: u32,
        pub multiplier_milli_before: u32,
        pub multiplier_milli_after: u32,
        pub live: u32,
        /// From when on, unix seconds; 0: at once.
        pub from_ts: i64,
    }

    impl Wire for ClassSet {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let index = Wire::read(reader)?;
            let multiplier_milli_before = Wire::read(reader)?;
            let multiplier_milli_after = Wire::read(reader)?;
            let live = Wire::read(reader)?;
            let from_ts = Wire::read(reader)?;
            Ok(Self {
                index,
                multiplier_milli_before,
                multiplier_milli_after,
                live,
                from_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.index.write(out);
            self.multiplier_milli_before.write(out);
            self.multiplier_milli_after.write(out);
            self.live.write(out);
            self.from_ts.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CommitPosted {
        pub supplier: Pubkey,
        pub epoch: u64,
        pub slot: u64,
        pub class: u64,
        pub root: [u8; 32],
    }

    impl Wire for CommitPosted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let supplier = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let slot = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            let root = Wire::read(reader)?;
            Ok(Self {
                supplier,
                epoch,
                slot,
                class,
                root,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.supplier.write(out);
            self.epoch.write(out);
            self.slot.write(out);
            self.class.write(out);
            self.root.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceKeyRotated {
        pub device: Pubkey,
        pub before: Pubkey,
        pub after: Pubkey,
    }

    impl Wire for DeviceKeyRotated {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self {
                device,
                before,
                after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceRegistered {
        pub device: Pubkey,
        pub supplier: Pubkey,
        pub index: u32,
        pub class: u16,
        pub processors: u16,
    }

    impl Wire for DeviceRegistered {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let supplier = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            let processors = Wire::read(reader)?;
            Ok(Self {
                device,
                supplier,
                index,
                class,
                processors,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.supplier.write(out);
            self.index.write(out);
            self.class.write(out);
            self.processors.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceStatusChanged {
        pub device: Pubkey,
        /// USD × 10⁸ per GPU-hour.
        pub floor_price: u64,
        pub before: u32,
        pub after: u32,
    }

    impl Wire for DeviceStatusChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let floor_price = Wire::read(reader)?;
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self {
                device,
                floor_price,
                before,
                after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.floor_price.write(out);
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EpochOpened {
        pub epoch: u64,
        pub opened_slot: u64,
        /// Σ bonds that count, IO base units.
        pub total_weight: u64,
        pub supplier_cap: u64,
    }

    impl Wire for EpochOpened {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let opened_slot = Wire::read(reader)?;
            let total_weight = Wire::read(reader)?;
            let supplier_cap = Wire::read(reader)?;
            Ok(Self {
                epoch,
                opened_slot,
                total_weight,
                supplier_cap,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.opened_slot.write(out);
            self.total_weight.write(out);
            self.supplier_cap.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EpochWasSealed {
        pub epoch: u64,
        pub rewards_root: [u8; 32],
        pub rewards_sum_before: u64,
        pub rewards_sum: u64,
        pub final_ts: i64,
    }

    impl Wire for EpochWasSealed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let rewards_root = Wire::read(reader)?;
            let rewards_sum_before = Wire::read(reader)?;
            let rewards_sum = Wire::read(reader)?;
            let final_ts = Wire::read(reader)?;
            Ok(Self {
                epoch,
                rewards_root,
                rewards_sum_before,
                rewards_sum,
                final_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.rewards_root.write(out);
            self.rewards_sum_before.write(out);
            self.rewards_sum.write(out);
            self.final_ts.write(out);
        }
    }

    /// A settlement was voided with all later ones; the next one builds on that of `head_after`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EpochsVoided {
        /// The first of them.
        pub epoch: u64,
        /// The last sealed epoch; 0: none.
        pub head_before: u64,
        pub head_after: u64,
        /// Lifetime rewards under the last sealed root, IO base units.
        pub rewards_sum_before: u64,
        pub rewards_sum_after: u64,
        pub rewards_root_after: [u8; 32],
    }

    impl Wire for EpochsVoided {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let head_before = Wire::read(reader)?;
            let head_after = Wire::read(reader)?;
            let rewards_sum_before = Wire::read(reader)?;
            let rewards_sum_after = Wire::read(reader)?;
            let rewards_root_after = Wire::read(reader)?;
            Ok(Self {
                epoch,
                head_before,
                head_after,
                rewards_sum_before,
                rewards_sum_after,
                rewards_root_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.head_before.write(out);
            self.head_after.write(out);
            self.rewards_sum_before.write(out);
            self.rewards_sum_after.write(out);
            self.rewards_root_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GuardianChanged {
        pub before: Pubkey,
        pub after: Pubkey,
    }

    impl Wire for GuardianChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self { before, after })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GuardianProposed {
        pub guardian: Pubkey,
        pub pending_guardian: Pubkey,
    }

    impl Wire for GuardianProposed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let guardian = Wire::read(reader)?;
            let pending_guardian = Wire::read(reader)?;
            Ok(Self {
                guardian,
                pending_guardian,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.guardian.write(out);
            self.pending_guardian.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct IoPriceRecorded {
        pub lower: u64,
        pub upper: u64,
        pub ema_before: u64,
        pub ema_after: u64,
        pub confidence: u64,
        pub oldest_slot: u64,
    }

    impl Wire for IoPriceRecorded {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let lower = Wire::read(reader)?;
            let upper = Wire::read(reader)?;
            let ema_before = Wire::read(reader)?;
            let ema_after = Wire::read(reader)?;
            let confidence = Wire::read(reader)?;
            let oldest_slot = Wire::read(reader)?;
            Ok(Self {
                lower,
                upper,
                ema_before,
                ema_after,
                confidence,
                oldest_slot,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.lower.write(out);
            self.upper.write(out);
            self.ema_before.write(out);
            self.ema_after.write(out);
            self.confidence.write(out);
            self.oldest_slot.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OperatorAdded {
        pub wallet: Pubkey,
        pub key: Pubkey,
        pub seat: u64,
    }

    impl Wire for OperatorAdded {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let wallet = Wire::read(reader)?;
            let key = Wire::read(reader)?;
            let seat = Wire::read(reader)?;
            Ok(Self { wallet, key, seat })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.wallet.write(out);
            self.key.write(out);
            self.seat.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OperatorRotated {
        pub wallet: Pubkey,
        pub key_before: Pubkey,
        pub key_after: Pubkey,
    }

    impl Wire for OperatorRotated {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let wallet = Wire::read(reader)?;
            let key_before = Wire::read(reader)?;
            let key_after = Wire::read(reader)?;
            Ok(Self {
                wallet,
                key_before,
                key_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.wallet.write(out);
            self.key_before.write(out);
            self.key_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OperatorUnbonding {
        pub wallet: Pubkey,
        pub bond: u64,
        pub unbond_ts: i64,
    }

    impl Wire for OperatorUnbonding {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let wallet = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            let unbond_ts = Wire::read(reader)?;
            Ok(Self {
                wallet,
                bond,
                unbond_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.wallet.write(out);
            self.bond.write(out);
            self.unbond_ts.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OracleInitialized {
        pub authority: Pubkey,
        pub io_mint: Pubkey,
        pub genesis_ts: i64,
        pub bond: u64,
    }

    impl Wire for OracleInitialized {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let genesis_ts = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            Ok(Self {
                authority,
                io_mint,
                genesis_ts,
                bond,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.io_mint.write(out);
            self.genesis_ts.write(out);
            self.bond.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParamsChanged {
        /// The first epoch from whose opening on the new ones count.
        pub from_epoch: u64,
        /// In force when the change was made.
        pub before: super::types::OracleRules,
        pub after: super::types::OracleRules,
    }

    impl Wire for ParamsChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let from_epoch = Wire::read(reader)?;
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self {
                from_epoch,
                before,
                after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.from_epoch.write(out);
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PayeeChanged {
        pub device: Pubkey,
        pub before: Pubkey,
        pub after: Pubkey,
    }

    impl Wire for PayeeChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self {
                device,
                before,
                after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PricesInitialized {
        pub prices: Pubkey,
        pub price_ring: Pubkey,
    }

    impl Wire for PricesInitialized {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let prices = Wire::read(reader)?;
            let price_ring = Wire::read(reader)?;
            Ok(Self { prices, price_ring })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.prices.write(out);
            self.price_ring.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PricesPosted {
        pub seat: u64,
        pub slot: u64,
        /// Bit f: feed f has a value now.
        pub feeds: u64,
    }

    impl Wire for PricesPosted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let seat = Wire::read(reader)?;
            let slot = Wire::read(reader)?;
            let feeds = Wire::read(reader)?;
            Ok(Self { seat, slot, feeds })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.seat.write(out);
            self.slot.write(out);
            self.feeds.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ResponsePosted {
        pub supplier: Pubkey,
        pub epoch: u64,
        pub slot: u64,
        pub class: u64,
        pub root: [u8; 32],
    }

    impl Wire for ResponsePosted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let supplier = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let slot = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            let root = Wire::read(reader)?;
            Ok(Self {
                supplier,
                epoch,
                slot,
                class,
                root,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.supplier.write(out);
            self.epoch.write(out);
            self.slot.write(out);
            self.class.write(out);
            self.root.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SealingPaused {
        pub guardian: Pubkey,
        pub pause_ends_ts_before: i64,
        pub pause_ends_ts_after: i64,
    }

    impl Wire for SealingPaused {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let guardian = Wire::read(reader)?;
            let pause_ends_ts_before = Wire::read(reader)?;
            let pause_ends_ts_after = Wire::read(reader)?;
            Ok(Self {
                guardian,
                pause_ends_ts_before,
                pause_ends_ts_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.guardian.write(out);
            self.pause_ends_ts_before.write(out);
            self.pause_ends_ts_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SettlementDisproved {
        pub epoch: u64,
        /// 1: a verdict in it was wrong, 0: the settlement itself.
        pub of_verdict: u64,
        /// Who is to blame, a bit for each seat.
        pub seats: u64,
        /// Bonds taken from those who voted for it, IO base units.
        pub slashed: u64,
        /// Of them to the challenger.
        pub paid: u64,
        pub burned: u64,
        pub bonded_total: u64,
    }

    impl Wire for SettlementDisproved {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let of_verdict = Wire::read(reader)?;
            let seats = Wire::read(reader)?;
            let slashed = Wire::read(reader)?;
            let paid = Wire::read(reader)?;
            let burned = Wire::read(reader)?;
            let bonded_total = Wire::read(reader)?;
            Ok(Self {
                epoch,
                of_verdict,
                seats,
                slashed,
                paid,
                burned,
                bonded_total,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.of_verdict.write(out);
            self.seats.write(out);
            self.slashed.write(out);
            self.paid.write(out);
            self.burned.write(out);
            self.bonded_total.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SummaryPosted {
        pub epoch: u64,
        pub seat: u64,
        pub root: [u8; 32],
    }

    impl Wire for SummaryPosted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let seat = Wire::read(reader)?;
            let root = Wire::read(reader)?;
            Ok(Self { epoch, seat, root })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.seat.write(out);
            self.root.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct TierMeasured {
        pub device: Pubkey,
        pub before: u32,
        pub after: u32,
    }

    impl Wire for TierMeasured {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self {
                device,
                before,
                after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct VoteCast {
        pub epoch: u64,
        pub seat: u64,
        pub digest: [u8; 32],
        /// Weight behind this digest with this vote, of the epoch's total.
        pub tally: u64,
        pub total_weight: u64,
    }

    impl Wire for VoteCast {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let seat = Wire::read(reader)?;
            let digest = Wire::read(reader)?;
            let tally = Wire::read(reader)?;
            let total_weight = Wire::read(reader)?;
            Ok(Self {
                epoch,
                seat,
                digest,
                tally,
                total_weight,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.seat.write(out);
            self.digest.write(out);
            self.tally.write(out);
            self.total_weight.write(out);
        }
    }
}

/// The program's own error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum OracleError {
    /// 6000: a result does not fit its type; use smaller amounts or another epoch.
    Overflow = 6000,
    /// 6001: a parameter is outside its range; the limits are beside each field of OracleParams and OracleRules.
    ParamOutOfRange = 6001,
    /// 6002: only the oracle's authority may do this; sign with it.
    NotTheAuthority = 6002,
    /// 6003: only the proposed authority may accept; sign with the key that set_authority named.
    NotThePendingAuthority = 6003,
    /// 6004: the IO mint must have 8 decimals, no freeze authority and the emission account as mint authority.
    WrongIoMint = 6004,
    /// 6005: classes are appended in order; use an existing index or the next free one.
    ClassIndexGap = 6005,
    /// 6006: a class needs a name, a multiplier and dimensions above zero; fill them in.
    ClassIncomplete = 6006,
    /// 6007: no class has this index; read the class list.
    UnknownClass = 6007,
    /// 6008: the class is not live: its proof has not been calibrated; pick a live class.
    ClassNotLive = 6008,
    /// 6009: all 32 operator seats are taken; remove an operator first.
    OperatorsFull = 6009,
    /// 6010: the wallet already has a seat; one wallet holds one.
    OperatorWalletTaken = 6010,
    /// 6011: the key already belongs to an operator; use a fresh one.
    OperatorKeyTaken = 6011,
    /// 6012: a URL has 1 to 64 printable ASCII characters; shorten or encode it.
    UrlLength = 6012,
    /// 6013: no operator with this wallet or key; ask the authority to add it.
    UnknownOperator = 6013,
    /// 6014: the operator is leaving; only active operators may do this.
    OperatorNotActive = 6014,
    /// 6015: the operator holds less than the required bond; bond more first.
    BondTooLow = 6015,
    /// 6016: the amount is zero; ask for more.
    ZeroAmount = 6016,
    /// 6017: the bond is still locked; come back after the unbonding time.
    StillUnbonding = 6017,
    /// 6018: a key or wallet may not be the zero address; pass a real one.
    ZeroAddress = 6018,
    /// 6019: only the device's supplier may do this; sign with its wallet.
    NotTheSupplier = 6019,
    /// 6020: the device is retired for good; register a new one.
    DeviceRetired = 6020,
    /// 6021: a device has 1 to 256 GPUs; register more hosts for more.
    ProcessorsOutOfRange = 6021,
    /// 6022: a connectivity tier is 0 (not measured) to 4 (ultra high).
    UnknownTier = 6022,
    /// 6023: only the epoch in progress can be opened; pass its number.
    EpochNotCurrent = 6023,
    /// 6024: the epoch is open already; nothing is left to do.
    EpochAlreadyOpen = 6024,
    /// 6025: the emission account is not the one of `emissions`; pass its PDA.
    WrongEmissionAccount = 6025,
    /// 6026: the emission schedule's genesis or epoch length differs from the oracle's; the deployment is wrong.
    ScheduleMismatch = 6026,
    /// 6027: no operator holds the required bond; bond before opening an epoch.
    NoBondedOperators = 6027,
    /// 6028: the account is not the SlotHashes sysvar; pass that.
    NotSlotHashes = 6028,
    /// 6029: the slot has not passed yet; try again later.
    SlotNotReached = 6029,
    /// 6030: the slot has left the 512 that the chain remembers; it is lost.
    SlotTooOld = 6030,
    /// 6031: the challenge is drawn already; nothing is left to do.
    ChallengeAlreadyDrawn = 6031,
    /// 6032: this hour has no challenge: every candidate slot failed; wait for the next epoch.
    NoChallenge = 6032,
    /// 6033: the challenge is not drawn yet; capture it first.
    ChallengeNotDrawn = 6033,
    /// 6034: there are beacons 1 and 2; pass one of them.
    UnknownBeacon = 6034,
    /// 6035: the beacon is captured already; nothing is left to do.
    BeaconAlreadyCaptured = 6035,
    /// 6036: beacon 1 is not captured yet; capture it first.
    BeaconNotCaptured = 6036,
    /// 6037: the commit's deadline has passed; prove in the next epoch.
    CommitTooLate = 6037,
    /// 6038: a commit is written once per epoch and class; this one stands.
    AlreadyCommitted = 6038,
    /// 6039: there is no commit of this epoch; a response needs one.
    NotCommitted = 6039,
    /// 6040: the response's deadline has passed; prove in the next epoch.
    ResponseTooLate = 6040,
    /// 6041: a response is written once per epoch and class; this one stands.
    AlreadyResponded = 6041,
    /// 6042: a root of zeros means no root; pass a real one.
    ZeroRoot = 6042,
    /// 6043: the record holds another epoch; pass the record of this epoch.
    WrongEpoch = 6043,
    /// 6044: the epoch has not ended; try again later.
    EpochNotEnded = 6044,
    /// 6045: summaries of this epoch are closed; vote on the included ones.
    SummaryTooLate = 6045,
    /// 6046: a summary is posted once per epoch; this one stands.
    SummaryAlreadyPosted = 6046,
    /// 6047: summaries are still open; vote after the cutoff.
    SummariesOpen = 6047,
    /// 6048: the operator had no weight when the epoch opened; vote in the next epoch.
    NoWeight = 6048,
    /// 6049: the epoch is sealed; its settlement stands.
    EpochSealed = 6049,
    /// 6050: a later epoch is sealed already; vote on the next one.
    EpochBehindSealed = 6050,
    /// 6051: the settlement does not build on the last sealed root; rebuild it.
    WrongPreviousRoot = 6051,
    /// 6052: the sum of lifetime rewards may not fall; rebuild from the last sealed tree.
    SumFell = 6052,
    /// 6053: the number of leaves may not fall; rebuild from the last sealed tree.
    LeafCountFell = 6053,
    /// 6054: the sum exceeds what suppliers have been emitted; rebuild the settlement.
    SumAboveCap = 6054,
    /// 6055: a settlement without leaves cannot owe anything; rebuild it.
    SumWithoutLeaves = 6055,
    /// 6056: a post has 1 to 32 prices; add some or split the list.
    PostLength = 6056,
    /// 6057: feeds are numbered 0 to 31; check the number.
    UnknownFeed = 6057,
    /// 6058: a feed appears twice in one post; name each once.
    DuplicateFeed = 6058,
    /// 6059: a price is above zero; leave the feed out when there is none.
    ZeroPrice = 6059,
    /// 6060: operators holding more than two thirds of the bonds have no fresh price of this feed; try again later.
    NoQuorumPrice = 6060,
    /// 6061: the slot or time is outside the 32 bits the price board keeps; upgrade the program.
    StampOutOfRange = 6061,
    /// 6062: the bond vault would hold less than the bonds; this is a bug, report it.
    VaultShort = 6062,
    /// 6063: only the guardian may do this; sign with its key.
    NotTheGuardian = 6063,
    /// 6064: only the proposed guardian may accept; sign with the key that set_guardian named.
    NotThePendingGuardian = 6064,
    /// 6065: the guardian has paused sealing; vote once the pause has lapsed.
    SealingIsPaused = 6065,
    /// 6066: sealing was paused too recently; the guardian must wait until 30 days after the last pause.
    PausedTooRecently = 6066,
    /// 6067: the epoch's settlement was voided; a later epoch pays for it.
    EpochVoid = 6067,
    /// 6068: the epoch is not sealed; pass the record of one that is.
    NotSealed = 6068,
    /// 6069: the settlement is final and never changes; correct it in the next one.
    RootFinal = 6069,
    /// 6070: a void settlement takes all later ones along; pass the records of all later sealed epochs, newest first.
    WrongDescendants = 6070,
    /// 6071: too many settlements are not final yet; vote again when half an epoch has passed.
    SealsTooClose = 6071,
    /// 6072: a challenge has disproved the settlement already; nothing is left to prove.
    RootDisproved = 6072,
    /// 6073: a leaf index is below 1,048,576; name the wallet's own.
    LeafOutOfRange = 6073,
    /// 6074: side 0 is the tree before, side 1 the settlement's own; pass one of them.
    UnknownSide = 6074,
    /// 6075: this shows nothing wrong; show a leaf of the tree before, or a leaf or fault of the settlement's own.
    NoFault = 6075,
    /// 6076: the challenge can still be won; prove it, or come back when the settlement is final or void.
    ChallengeOpen = 6076,
    /// 6077: the challenge belongs to somebody else; pass its challenger and the account that its bond came from.
    WrongChallenger = 6077,
    /// 6078: the account is not the bond vault; pass that.
    WrongVault = 6078,
    /// 6079: the record still holds the last sealed settlement, or one that is not final; open the next epoch.
    RecordInUse = 6079,
    /// 6080: the epoch is more than 63 epochs past; vote on a later one, which pays for it.
    VoteTooLate = 6080,
    /// 6081: only the disputes program does this, by its signature; challenge the settlement there.
    NotDisputes = 6081,
}

impl OracleError {
    /// Every code, in order.
    pub const ALL: &'static [Self] = &[
        Self::Overflow,
        Self::ParamOutOfRange,
        Self::NotTheAuthority,
        Self::NotThePendingAuthority,
        Self::WrongIoMint,
        Self::ClassIndexGap,
        Self::ClassIncomplete,
        Self::UnknownClass,
        Self::ClassNotLive,
        Self::OperatorsFull,
        Self::OperatorWalletTaken,
        Self::OperatorKeyTaken,
        Self::UrlLength,
        Self::UnknownOperator,
        Self::OperatorNotActive,
        Self::BondTooLow,
        Self::ZeroAmount,
        Self::StillUnbonding,
        Self::ZeroAddress,
        Self::NotTheSupplier,
        Self::DeviceRetired,
        Self::ProcessorsOutOfRange,
        Self::UnknownTier,
        Self::EpochNotCurrent,
        Self::EpochAlreadyOpen,
        Self::WrongEmissionAccount,
        Self::ScheduleMismatch,
        Self::NoBondedOperators,
        Self::NotSlotHashes,
        Self::SlotNotReached,
        Self::SlotTooOld,
        Self::ChallengeAlreadyDrawn,
        Self::NoChallenge,
        Self::ChallengeNotDrawn,
        Self::UnknownBeacon,
        Self::BeaconAlreadyCaptured,
        Self::BeaconNotCaptured,
        Self::CommitTooLate,
        Self::AlreadyCommitted,
        Self::NotCommitted,
        Self::ResponseTooLate,
        Self::AlreadyResponded,
        Self::ZeroRoot,
        Self::WrongEpoch,
        Self::EpochNotEnded,
        Self::SummaryTooLate,
        Self::SummaryAlreadyPosted,
        Self::SummariesOpen,
        Self::NoWeight,
        Self::EpochSealed,
        Self::EpochBehindSealed,
        Self::WrongPreviousRoot,
        Self::SumFell,
        Self::LeafCountFell,
        Self::SumAboveCap,
        Self::SumWithoutLeaves,
        Self::PostLength,
        Self::UnknownFeed,
        Self::DuplicateFeed,
        Self::ZeroPrice,
        Self::NoQuorumPrice,
        Self::StampOutOfRange,
        Self::VaultShort,
        Self::NotTheGuardian,
        Self::NotThePendingGuardian,
        Self::SealingIsPaused,
        Self::PausedTooRecently,
        Self::EpochVoid,
        Self::NotSealed,
        Self::RootFinal,
        Self::WrongDescendants,
        Self::SealsTooClose,
        Self::RootDisproved,
        Self::LeafOutOfRange,
        Self::UnknownSide,
        Self::NoFault,
        Self::ChallengeOpen,
        Self::WrongChallenger,
        Self::WrongVault,
        Self::RecordInUse,
        Self::VoteTooLate,
        Self::NotDisputes,
    ];

    /// The code a transaction fails with.
    pub const fn code(self) -> u32 {
        self as u32
    }

    /// The error of a code.
    pub fn from_code(code: u32) -> Option<Self> {
        Self::ALL.iter().copied().find(|error| error.code() == code)
    }

    /// The name in the program's source.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overflow => "Overflow",
            Self::ParamOutOfRange => "ParamOutOfRange",
            Self::NotTheAuthority => "NotTheAuthority",
            Self::NotThePendingAuthority => "NotThePendingAuthority",
            Self::WrongIoMint => "WrongIoMint",
            Self::ClassIndexGap => "ClassIndexGap",
            Self::ClassIncomplete => "ClassIncomplete",
            Self::UnknownClass => "UnknownClass",
            Self::ClassNotLive => "ClassNotLive",
            Self::OperatorsFull => "OperatorsFull",
            Self::OperatorWalletTaken => "OperatorWalletTaken",
            Self::OperatorKeyTaken => "OperatorKeyTaken",
            Self::UrlLength => "UrlLength",
            Self::UnknownOperator => "UnknownOperator",
            Self::OperatorNotActive => "OperatorNotActive",
            Self::BondTooLow => "BondTooLow",
            Self::ZeroAmount => "ZeroAmount",
            Self::StillUnbonding => "StillUnbonding",
            Self::ZeroAddress => "ZeroAddress",
            Self::NotTheSupplier => "NotTheSupplier",
            Self::DeviceRetired => "DeviceRetired",
            Self::ProcessorsOutOfRange => "ProcessorsOutOfRange",
            Self::UnknownTier => "UnknownTier",
            Self::EpochNotCurrent => "EpochNotCurrent",
            Self::EpochAlreadyOpen => "EpochAlreadyOpen",
            Self::WrongEmissionAccount => "WrongEmissionAccount",
            Self::ScheduleMismatch => "ScheduleMismatch",
            Self::NoBondedOperators => "NoBondedOperators",
            Self::NotSlotHashes => "NotSlotHashes",
            Self::SlotNotReached => "SlotNotReached",
            Self::SlotTooOld => "SlotTooOld",
            Self::ChallengeAlreadyDrawn => "ChallengeAlreadyDrawn",
            Self::NoChallenge => "NoChallenge",
            Self::ChallengeNotDrawn => "ChallengeNotDrawn",
            Self::UnknownBeacon => "UnknownBeacon",
            Self::BeaconAlreadyCaptured => "BeaconAlreadyCaptured",
            Self::BeaconNotCaptured => "BeaconNotCaptured",
            Self::CommitTooLate => "CommitTooLate",
            Self::AlreadyCommitted => "AlreadyCommitted",
            Self::NotCommitted => "NotCommitted",
            Self::ResponseTooLate => "ResponseTooLate",
            Self::AlreadyResponded => "AlreadyResponded",
            Self::ZeroRoot => "ZeroRoot",
            Self::WrongEpoch => "WrongEpoch",
            Self::EpochNotEnded => "EpochNotEnded",
            Self::SummaryTooLate => "SummaryTooLate",
            Self::SummaryAlreadyPosted => "SummaryAlreadyPosted",
            Self::SummariesOpen => "SummariesOpen",
            Self::NoWeight => "NoWeight",
            Self::EpochSealed => "EpochSealed",
            Self::EpochBehindSealed => "EpochBehindSealed",
            Self::WrongPreviousRoot => "WrongPreviousRoot",
            Self::SumFell => "SumFell",
            Self::LeafCountFell => "LeafCountFell",
            Self::SumAboveCap => "SumAboveCap",
            Self::SumWithoutLeaves => "SumWithoutLeaves",
            Self::PostLength => "PostLength",
            Self::UnknownFeed => "UnknownFeed",
            Self::DuplicateFeed => "DuplicateFeed",
            Self::ZeroPrice => "ZeroPrice",
            Self::NoQuorumPrice => "NoQuorumPrice",
            Self::StampOutOfRange => "StampOutOfRange",
            Self::VaultShort => "VaultShort",
            Self::NotTheGuardian => "NotTheGuardian",
            Self::NotThePendingGuardian => "NotThePendingGuardian",
            Self::SealingIsPaused => "SealingIsPaused",
            Self::PausedTooRecently => "PausedTooRecently",
            Self::EpochVoid => "EpochVoid",
            Self::NotSealed => "NotSealed",
            Self::RootFinal => "RootFinal",
            Self::WrongDescendants => "WrongDescendants",
            Self::SealsTooClose => "SealsTooClose",
            Self::RootDisproved => "RootDisproved",
            Self::LeafOutOfRange => "LeafOutOfRange",
            Self::UnknownSide => "UnknownSide",
            Self::NoFault => "NoFault",
            Self::ChallengeOpen => "ChallengeOpen",
            Self::WrongChallenger => "WrongChallenger",
            Self::WrongVault => "WrongVault",
            Self::RecordInUse => "RecordInUse",
            Self::VoteTooLate => "VoteTooLate",
            Self::NotDisputes => "NotDisputes",
        }
    }

    /// What is wrong and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Overflow => {
                "a result does not fit its type; use smaller amounts or another epoch"
            }
            Self::ParamOutOfRange => {
                "a parameter is outside its range; the limits are beside each field of OracleParams and OracleRules"
            }
            Self::NotTheAuthority => "only the oracle's authority may do this; sign with it",
            Self::NotThePendingAuthority => {
                "only the proposed authority may accept; sign with the key that set_authority named"
            }
            Self::WrongIoMint => {
                "the IO mint must have 8 decimals, no freeze authority and the emission account as mint authority"
            }
            Self::ClassIndexGap => {
                "classes are appended in order; use an existing index or the next free one"
            }
            Self::ClassIncomplete => {
                "a class needs a name, a multiplier and dimensions above zero; fill them in"
            }
            Self::UnknownClass => "no class has this index; read the class list",
            Self::ClassNotLive => {
                "the class is not live: its proof has not been calibrated; pick a live class"
            }
            Self::OperatorsFull => "all 32 operator seats are taken; remove an operator first",
            Self::OperatorWalletTaken => "the wallet already has a seat; one wallet holds one",
            Self::OperatorKeyTaken => "the key already belongs to an operator; use a fresh one",
            Self::UrlLength => "a URL has 1 to 64 printable ASCII characters; shorten or encode it",
            Self::UnknownOperator => {
                "no operator with this wallet or key; ask the authority to add it"
            }
            Self::OperatorNotActive => "the operator is leaving; only active operators may do this",
            Self::BondTooLow => "the operator holds less than the required bond; bond more first",
            Self::ZeroAmount => "the amount is zero; ask for more",
            Self::StillUnbonding => "the bond is still locked; come back after the unbonding time",
            Self::ZeroAddress => "a key or wallet may not be the zero address; pass a real one",
            Self::NotTheSupplier => "only the device's supplier may do this; sign with its wallet",
            Self::DeviceRetired => "the device is retired for good; register a new one",
            Self::ProcessorsOutOfRange => {
                "a device has 1 to 256 GPUs; register more hosts for more"
            }
            Self::UnknownTier => "a connectivity tier is 0 (not measured) to 4 (ultra high)",
            Self::EpochNotCurrent => "only the epoch in progress can be opened; pass its number",
            Self::EpochAlreadyOpen => "the epoch is open already; nothing is left to do",
            Self::WrongEmissionAccount => {
                "the emission account is not the one of `emissions`; pass its PDA"
            }
            Self::ScheduleMismatch => {
                "the emission schedule's genesis or epoch length differs from the oracle's; the deployment is wrong"
            }
            Self::NoBondedOperators => {
                "no operator holds the required bond; bond before opening an epoch"
            }
            Self::NotSlotHashes => "the account is not the SlotHashes sysvar; pass that",
            Self::SlotNotReached => "the slot has not passed yet; try again later",
            Self::SlotTooOld => "the slot has left the 512 that the chain remembers; it is lost",
            Self::ChallengeAlreadyDrawn => "the challenge is drawn already; nothing is left to do",
            Self::NoChallenge => {
                "this hour has no challenge: every candidate slot failed; wait for the next epoch"
            }
            Self::ChallengeNotDrawn => "the challenge is not drawn yet; capture it first",
            Self::UnknownBeacon => "there are beacons 1 and 2; pass one of them",
            Self::BeaconAlreadyCaptured => "the beacon is captured already; nothing is left to do",
            Self::BeaconNotCaptured => "beacon 1 is not captured yet; capture it first",
            Self::CommitTooLate => "the commit's deadline has passed; prove in the next epoch",
            Self::AlreadyCommitted => {
                "a commit is written once per epoch and class; this one stands"
            }
            Self::NotCommitted => "there is no commit of this epoch; a response needs one",
            Self::ResponseTooLate => "the response's deadline has passed; prove in the next epoch",
            Self::AlreadyResponded => {
                "a response is written once per epoch and class; this one stands"
            }
            Self::ZeroRoot => "a root of zeros means no root; pass a real one",
            Self::WrongEpoch => "the record holds another epoch; pass the record of this epoch",
            Self::EpochNotEnded => "the epoch has not ended; try again later",
            Self::SummaryTooLate => "summaries of this epoch are closed; vote on the included ones",
            Self::SummaryAlreadyPosted => "a summary is posted once per epoch; this one stands",
            Self::SummariesOpen => "summaries are still open; vote after the cutoff",
            Self::NoWeight => {
                "the operator had no weight when the epoch opened; vote in the next epoch"
            }
            Self::EpochSealed => "the epoch is sealed; its settlement stands",
            Self::EpochBehindSealed => "a later epoch is sealed already; vote on the next one",
            Self::WrongPreviousRoot => {
                "the settlement does not build on the last sealed root; rebuild it"
            }
            Self::SumFell => {
                "the sum of lifetime rewards may not fall; rebuild from the last sealed tree"
            }
            Self::LeafCountFell => {
                "the number of leaves may not fall; rebuild from the last sealed tree"
            }
            Self::SumAboveCap => {
                "the sum exceeds what suppliers have been emitted; rebuild the settlement"
            }
            Self::SumWithoutLeaves => "a settlement without leaves cannot owe anything; rebuild it",
            Self::PostLength => "a post has 1 to 32 prices; add some or split the list",
            Self::UnknownFeed => "feeds are numbered 0 to 31; check the number",
            Self::DuplicateFeed => "a feed appears twice in one post; name each once",
            Self::ZeroPrice => "a price is above zero; leave the feed out when there is none",
            Self::NoQuorumPrice => {
                "operators holding more than two thirds of the bonds have no fresh price of this feed; try again later"
            }
            Self::StampOutOfRange => {
                "the slot or time is outside the 32 bits the price board keeps; upgrade the program"
            }
            Self::VaultShort => {
                "the bond vault would hold less than the bonds; this is a bug, report it"
            }
            Self::NotTheGuardian => "only the guardian may do this; sign with its key",
            Self::NotThePendingGuardian => {
                "only the proposed guardian may accept; sign with the key that set_guardian named"
            }
            Self::SealingIsPaused => {
                "the guardian has paused sealing; vote once the pause has lapsed"
            }
            Self::PausedTooRecently => {
                "sealing was paused too recently; the guardian must wait until 30 days after the last pause"
            }
            Self::EpochVoid => "the epoch's settlement was voided; a later epoch pays for it",
            Self::NotSealed => "the epoch is not sealed; pass the record of one that is",
            Self::RootFinal => {
                "the settlement is final and never changes; correct it in the next one"
            }
            Self::WrongDescendants => {
                "a void settlement takes all later ones along; pass the records of all later sealed epochs, newest first"
            }
            Self::SealsTooClose => {
                "too many settlements are not final yet; vote again when half an epoch has passed"
            }
            Self::RootDisproved => {
                "a challenge has disproved the settlement already; nothing is left to prove"
            }
            Self::LeafOutOfRange => "a leaf index is below 1,048,576; name the wallet's own",
            Self::UnknownSide => {
                "side 0 is the tree before, side 1 the settlement's own; pass one of them"
            }
            Self::NoFault => {
                "this shows nothing wrong; show a leaf of the tree before, or a leaf or fault of the settlement's own"
            }
            Self::ChallengeOpen => {
                "the challenge can still be won; prove it, or come back when the settlement is final or void"
            }
            Self::WrongChallenger => {
                "the challenge belongs to somebody else; pass its challenger and the account that its bond came from"
            }
            Self::WrongVault => "the account is not the bond vault; pass that",
            Self::RecordInUse => {
                "the record still holds the last sealed settlement, or one that is not final; open the next epoch"
            }
            Self::VoteTooLate => {
                "the epoch is more than 63 epochs past; vote on a later one, which pays for it"
            }
            Self::NotDisputes => {
                "only the disputes program does this, by its signature; challenge the settlement there"
            }
        }
    }
}

impl std::fmt::Display for OracleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for OracleError {}
