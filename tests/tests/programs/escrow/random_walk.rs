//! Random orders, leases, attestations, cancellations and times: every unit of IOSD is with a renter,
//! a payee, the treasury, in a vault, or burned; and in the end every vault empties.

use io_tests::{
    escrow::{
        CLASS, Host, Order, PRICE, accept, cancel, close, close_lease_to, collect_fees, create_job,
        expire, job, lease, read_job, read_lease, start, treasury, vault, withdraw,
    },
    iosd::iosd_mint,
    token::associated,
    world::World,
};
use proptest::{prelude::*, test_runner::Config};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const NONCES: u64 = 3;
const HOSTS: [u16; 4] = [1, 2, 2, 4];
const FUNDS: u64 = 1_000_000_000;

#[derive(Clone, Debug)]
enum Step {
    Create {
        nonce: u64,
        gpus: u16,
        hours: u32,
        price: u64,
    },
    Accept {
        nonce: u64,
        host: usize,
    },
    Start {
        nonce: u64,
    },
    Attest {
        seconds: [u64; 4],
    },
    Withdraw {
        nonce: u64,
        host: usize,
    },
    Cancel {
        nonce: u64,
    },
    Expire {
        nonce: u64,
    },
    CloseLease {
        nonce: u64,
        host: usize,
    },
    CollectFees {
        nonce: u64,
    },
    Close {
        nonce: u64,
    },
    Donate {
        nonce: u64,
        amount: u64,
    },
    Wait {
        seconds: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let nonce = || 0..NONCES;
    let host = || 0..HOSTS.len();
    prop_oneof![
        4 => (nonce(), 1..6u16, 1..30u32, 1..PRICE).prop_map(|(nonce, gpus, hours, price)| Step::Create { nonce, gpus, hours, price }),
        8 => (nonce(), host()).prop_map(|(nonce, host)| Step::Accept { nonce, host }),
        5 => nonce().prop_map(|nonce| Step::Start { nonce }),
        3 => prop::array::uniform4(0..200_000u64).prop_map(|seconds| Step::Attest { seconds }),
        8 => (nonce(), host()).prop_map(|(nonce, host)| Step::Withdraw { nonce, host }),
        2 => nonce().prop_map(|nonce| Step::Cancel { nonce }),
        2 => nonce().prop_map(|nonce| Step::Expire { nonce }),
        4 => (nonce(), host()).prop_map(|(nonce, host)| Step::CloseLease { nonce, host }),
        2 => nonce().prop_map(|nonce| Step::CollectFees { nonce }),
        3 => nonce().prop_map(|nonce| Step::Close { nonce }),
        1 => (nonce(), 1..1_000u64).prop_map(|(nonce, amount)| Step::Donate { nonce, amount }),
        4 => (1..20_000i64).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

struct Walk {
    world: World,
    renter: Keypair,
    hosts: Vec<Host>,
    donated: u64,
    landed: usize,
    burned_before: u64,
}

impl Walk {
    fn new() -> Self {
        let mut world = World::with_escrow();
        let renter = world.renter(FUNDS);
        let hosts = HOSTS.iter().map(|gpus| world.host(*gpus)).collect();
        let burned_before = world.supply(&iosd_mint());
        Self {
            world,
            renter,
            hosts,
            donated: 0,
            landed: 0,
            burned_before,
        }
    }

    fn key(&self) -> Pubkey {
        self.renter.pubkey()
    }

    fn lease(&self, nonce: u64, host: usize) -> Pubkey {
        let job = job(&self.key(), nonce);
        let created_ts = read_job(&self.world, &job).map_or(0, |j| j.created_ts);
        lease(&job, &self.hosts[host].device, created_ts)
    }

    fn take(&mut self, step: &Step) {
        let renter = self.renter.insecure_clone();
        let key = self.key();
        let landed = match step {
            Step::Create {
                nonce,
                gpus,
                hours,
                price,
            } => {
                self.world.put_board([*price; 7]);
                let order = Order {
                    class: CLASS,
                    tier: 4,
                    region: 0,
                    scenario: 0,
                    gpus: *gpus,
                    hours: *hours,
                    max_price: PRICE,
                    max_rate: u64::MAX,
                };
                self.world
                    .send(&[create_job(&key, *nonce, &order)], &[&renter])
                    .is_ok()
            }
            Step::Accept { nonce, host } => {
                let host = &self.hosts[*host];
                let instruction = accept(&self.world, &job(&key, *nonce), host, 1);
                self.world.send(&[instruction], &[&host.supplier]).is_ok()
            }
            Step::Start { nonce } => (0..HOSTS.len()).any(|host| {
                let lease = self.lease(*nonce, host);
                let instruction = start(&key, &job(&key, *nonce), &lease);
                self.world.send(&[instruction], &[&renter]).is_ok()
            }),
            Step::Attest { seconds } => {
                self.attest(seconds);
                true
            }
            Step::Withdraw { nonce, host } => self.withdraw(*nonce, *host, 7_000 * (*host as u64)),
            Step::Cancel { nonce } => self
                .world
                .send(&[cancel(&key, &job(&key, *nonce))], &[&renter])
                .is_ok(),
            Step::Expire { nonce } => self
                .world
                .crank(expire(&key, &job(&key, *nonce), None))
                .is_ok(),
            Step::CloseLease { nonce, host } => self.close_lease(*nonce, *host),
            Step::CollectFees { nonce } => {
                self.world.crank(collect_fees(&job(&key, *nonce))).is_ok()
            }
            Step::Close { nonce } => self.world.crank(close(&key, &job(&key, *nonce))).is_ok(),
            Step::Donate { nonce, amount } => {
                let vault = vault(&job(&key, *nonce));
                let exists = self
                    .world
                    .svm
                    .get_account(&vault)
                    .is_some_and(|a| a.lamports > 0);
                if exists {
                    self.world.give_iosd(&vault, *amount);
                    self.donated += amount;
                }
                exists
            }
            Step::Wait { seconds } => {
                self.world.warp(*seconds);
                true
            }
        };
        self.landed += usize::from(landed);
    }

    /// Whatever a lying quorum attests: any seconds for the last epoch that ended.
    fn attest(&mut self, seconds: &[u64; 4]) {
        let leases: Vec<(Pubkey, u64)> = (0..HOSTS.len())
            .map(|h| (self.lease(0, h), seconds[h]))
            .collect();
        let epoch = self.world.ended_epoch();
        self.world.final_epoch(epoch, &leases);
    }

    fn withdraw(&mut self, nonce: u64, host: usize, seconds: u64) -> bool {
        let lease = self.lease(nonce, host);
        let epoch = self.world.ended_epoch();
        let usage = self.world.final_epoch(epoch, &[(lease, seconds)]);
        let payee = self.hosts[host].payee;
        let job = job(&self.key(), nonce);
        self.world
            .crank(withdraw(&job, &lease, &payee, &usage[0]))
            .is_ok()
    }

    fn close_lease(&mut self, nonce: u64, host: usize) -> bool {
        let lease = self.lease(nonce, host);
        let job = job(&self.key(), nonce);
        let io = self.world.give_io(&self.key(), 0);
        let instruction = close_lease_to(&job, &lease, &self.hosts[host], io);
        self.world.crank(instruction).is_ok()
    }

    fn check(&self) {
        let Self { world, hosts, .. } = self;
        let key = self.key();
        let balance = |owner: &Pubkey| world.token_balance(&associated(owner, &iosd_mint()));
        let mut vaults = 0;
        for nonce in 0..NONCES {
            let job = job(&key, nonce);
            let held = world.token_balance(&vault(&job));
            vaults += held;
            let Some(view) = read_job(world, &job) else {
                assert_eq!(held, 0, "a closed job holds nothing");
                continue;
            };
            let due = view.burn_due + view.treasury_due;
            let owed = view.deposit - view.paid + view.fee_reserved - view.fee_paid + due;
            assert!(held >= owed, "the vault covers leases and renter");
            let mut paid = 0;
            for host in 0..HOSTS.len() {
                paid += read_lease(world, &self.lease(nonce, host)).map_or(0, |l| l.paid);
            }
            assert!(paid <= view.paid);
        }
        let payees: u64 = hosts.iter().map(|h| balance(&h.payee)).sum();
        let total = balance(&key) + payees + balance(&treasury()) + vaults;
        assert_eq!(total, world.supply(&iosd_mint()));
        assert!(
            total <= self.burned_before + self.donated,
            "nothing is made, only burned"
        );
        // Half of all fees is burned, the other half is the treasury's, up to a unit a payment.
        let burned = self.burned_before + self.donated - total;
        assert!(burned <= balance(&treasury()));
    }

    /// From any state, calls that anyone may send empty every vault.
    fn empty(&mut self) {
        let key = self.key();
        self.world.warp(40 * 86_400);
        for nonce in 0..NONCES {
            let job = job(&key, nonce);
            if read_job(&self.world, &job).is_none() {
                continue;
            }
            let _ = self.world.crank(expire(&key, &job, None));
            for host in 0..HOSTS.len() {
                self.close_lease(nonce, host);
            }
            let _ = self.world.crank(collect_fees(&job));
            self.world
                .crank(close(&key, &job))
                .expect("every job closes in time");
        }
        self.check();
        for nonce in 0..NONCES {
            assert_eq!(self.world.token_balance(&vault(&job(&key, nonce))), 0);
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]
    #[test]
    fn every_unit_is_accounted_for(steps in prop::collection::vec(step(), 60..120)) {
        let mut walk = Walk::new();
        for step in &steps {
            walk.take(step);
            walk.check();
        }
        // A third of the steps lands on average; below a twentieth is one walk in a million, or a broken scene.
        prop_assert!(walk.landed * 20 > steps.len(), "the walk must go somewhere");
        walk.empty();
    }
}
