use io_tests::cu;
use io_tests::oracle::{
    OracleWorld, address::*, error::*, instructions as ix, instructions::Class,
    instructions::Device, refusal::every_substitution_is_refused,
};
use io_tests::send::ACCOUNT_IN_USE;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

fn host() -> Device {
    Device {
        class: 0,
        processors: 8,
        device_key: Pubkey::new_from_array([5; 32]),
        payee: Pubkey::new_from_array([6; 32]),
        region: 3,
    }
}

#[test]
fn register_device_takes_the_next_registry_index() {
    let mut world = OracleWorld::initialized();
    let supplier = world.chain.wallet();
    let by = supplier.pubkey();
    let register = ix::register_device(&by, 77, &host());
    every_substitution_is_refused(&mut world, &register, &[&supplier], &[]);
    let sent = world.must(&register, &[&supplier]);
    cu::record("oracle.register_device", sent.units);
    let bytes = world.bytes(&device(&by, 77));
    assert_eq!((bytes.u8(0), bytes.u8(2), bytes.u8(3)), (1, 0, 0));
    assert_eq!((bytes.u16(4), bytes.u8(6), bytes.u8(7)), (8, 0, 3));
    assert_eq!((bytes.u32(8), bytes.u32(12)), (0, 77));
    assert_eq!(bytes.hash(16), by.to_bytes());
    assert_eq!((bytes.hash(48), bytes.hash(80)), ([5; 32], [6; 32]));
    assert_eq!((bytes.u64(112), bytes.i64(120)), (0, world.now()));
    world.must_fail(&register, &[&supplier], ACCOUNT_IN_USE);
    world.must(&ix::register_device(&by, 78, &host()), &[&supplier]);
    assert_eq!(world.bytes(&device(&by, 78)).u32(8), 1);
    assert_eq!(world.oracle().u32(212), 2);
}

#[test]
fn register_device_refuses() {
    let mut world = OracleWorld::initialized();
    let authority = world.authority();
    let mut dormant = Class::test();
    dormant.live = false;
    world.must(
        &ix::set_class(&authority.pubkey(), 1, &dormant),
        &[&authority],
    );
    let supplier = world.chain.wallet();
    let edits: [(fn(&mut Device), u32); 7] = [
        (|d| d.class = 2, UNKNOWN_CLASS),
        (|d| d.class = 255, UNKNOWN_CLASS),
        (|d| d.class = 1, CLASS_NOT_LIVE),
        (|d| d.processors = 0, PROCESSORS_OUT_OF_RANGE),
        (|d| d.processors = 65, PROCESSORS_OUT_OF_RANGE),
        (|d| d.device_key = Pubkey::default(), ZERO_ADDRESS),
        (|d| d.payee = Pubkey::default(), ZERO_ADDRESS),
    ];
    for (edit, code) in edits {
        let mut params = host();
        edit(&mut params);
        let register = ix::register_device(&supplier.pubkey(), 1, &params);
        world.must_fail(&register, &[&supplier], code);
    }
    assert_eq!(world.oracle().u32(212), 0, "no index is used up");
}

/// As many as one proof covers; one more is refused above.
#[test]
fn the_largest_host_has_64_gpus() {
    let mut world = OracleWorld::initialized();
    let supplier = world.chain.wallet();
    let mut largest = host();
    largest.processors = 64;
    let register = ix::register_device(&supplier.pubkey(), 1, &largest);
    world.must(&register, &[&supplier]);
    assert_eq!(world.bytes(&device(&supplier.pubkey(), 1)).u16(4), 64);
}

#[test]
fn a_supplier_manages_its_device_until_it_retires_it() {
    let mut world = OracleWorld::initialized();
    let (supplier, other) = (world.chain.wallet(), world.chain.wallet());
    let by = supplier.pubkey();
    world.must(&ix::register_device(&by, 0, &host()), &[&supplier]);
    let address = device(&by, 0);
    let floor = 123_456_789u64.to_le_bytes();
    let (key, payee) = ([7; 32], [8; 32]);
    let steps: [(&str, &[u8], u8); 5] = [
        ("offer_device", &floor, 1),
        ("pause_device", &[], 2),
        ("rotate_device_key", &key, 2),
        ("set_payee", &payee, 2),
        ("retire_device", &[], 3),
    ];
    for (name, args, status) in steps {
        let stolen = ix::manage_device(name, &other.pubkey(), address, args);
        world.must_fail(&stolen, &[&other], NOT_THE_SUPPLIER);
        let step = ix::manage_device(name, &by, address, args);
        every_substitution_is_refused(&mut world, &step, &[&supplier], &[]);
        let sent = world.must(&step, &[&supplier]);
        cu::record(&format!("oracle.{name}"), sent.units);
        assert_eq!(world.bytes(&address).u8(2), status, "{name}");
    }
    let bytes = world.bytes(&address);
    assert_eq!(bytes.u64(112), 123_456_789);
    assert_eq!((bytes.hash(48), bytes.hash(80)), (key, payee));
    for (name, args, _) in steps {
        let late = ix::manage_device(name, &by, address, args);
        world.must_fail(&late, &[&supplier], DEVICE_RETIRED);
    }
}

#[test]
fn a_zero_key_or_payee_is_refused() {
    let mut world = OracleWorld::initialized();
    let supplier = world.chain.wallet();
    let by = supplier.pubkey();
    world.must(&ix::register_device(&by, 0, &host()), &[&supplier]);
    for name in ["rotate_device_key", "set_payee"] {
        let step = ix::manage_device(name, &by, device(&by, 0), &[0; 32]);
        world.must_fail(&step, &[&supplier], ZERO_ADDRESS);
    }
}

#[test]
fn set_tier_is_the_authoritys() {
    let mut world = OracleWorld::initialized();
    let authority = world.authority();
    let supplier = world.chain.wallet();
    world.must(
        &ix::register_device(&supplier.pubkey(), 0, &host()),
        &[&supplier],
    );
    let address = device(&supplier.pubkey(), 0);
    let set = ix::set_tier(&authority.pubkey(), address, 4);
    every_substitution_is_refused(&mut world, &set, &[&authority], &[]);
    let sent = world.must(&set, &[&authority]);
    cu::record("oracle.set_tier", sent.units);
    assert_eq!(world.bytes(&address).u8(6), 4);
    let over = ix::set_tier(&authority.pubkey(), address, 5);
    world.must_fail(&over, &[&authority], UNKNOWN_TIER);
    let own = ix::set_tier(&supplier.pubkey(), address, 4);
    world.must_fail(&own, &[&supplier], NOT_THE_AUTHORITY);
}
