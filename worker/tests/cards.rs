//! What the binary says of cards, on a host with or without them.

use std::process::{Command, Output};

fn io_worker(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_io-worker"))
        .args(args)
        .output()
        .unwrap()
}

#[test]
fn a_card_is_compared_with_the_reference_or_said_to_be_missing() {
    let out = io_worker(&["verify-layout"]);
    let (said, printed) = (
        String::from_utf8_lossy(&out.stderr),
        String::from_utf8_lossy(&out.stdout),
    );
    let has_driver = match io_gpu::card::cards() {
        Ok(cards) => !cards.is_empty(),
        Err(_) => false,
    };
    if has_driver && io_gpu::source::has_compiler() {
        assert!(out.status.success(), "{said}");
        assert!(printed.contains("same bytes: n = 512"), "{printed}");
    } else {
        assert_eq!(out.status.code(), Some(1), "{said}");
        let says_what_to_do =
            said.contains("install") || said.contains("check CUDA_VISIBLE_DEVICES");
        assert!(says_what_to_do, "{said}");
        assert!(printed.is_empty(), "{printed}");
    }
}

#[test]
fn a_missing_card_is_no_panic() {
    let out = io_worker(&["calibrate", "--card", "63"]);
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.starts_with("error: "), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}
