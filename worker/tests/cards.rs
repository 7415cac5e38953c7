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

/// What doctor finds of cards is told by its code.
#[test]
fn doctor_says_what_the_card_lacks() {
    let dir = std::env::temp_dir().join(format!("io-worker-cards-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let key = |name: &str| {
        let bytes = solana_keypair::Keypair::new().to_bytes().to_vec();
        std::fs::write(dir.join(name), serde_json::to_string(&bytes).unwrap()).unwrap();
        dir.join(name).display().to_string()
    };
    // Nobody listens on the discard port: the chain is another problem of the report.
    let config = format!(
        "[chain]\nrpc_url = \"http://127.0.0.1:9\"\n[supplier]\nkeypair = \"{}\"\n[state]\ndir = \"{}\"\n\
         [backend]\nkind = \"nvidia\"\n[[device]]\nnonce = 0\nkeypair = \"{}\"\n",
        key("supplier.json"),
        dir.join("state").display(),
        key("device.json"),
    );
    let file = dir.join("worker.toml");
    std::fs::write(&file, config).unwrap();
    let path = file.display().to_string();
    let out = io_worker(&["--config", &path, "--output", "json", "doctor"]);
    std::fs::remove_dir_all(&dir).unwrap();
    let printed = String::from_utf8_lossy(&out.stdout);
    assert_eq!(out.status.code(), Some(1), "{printed}");
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let codes: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| finding["code"].as_str())
        .collect();
    let expected = match io_gpu::card::cards() {
        Ok(cards) if cards.is_empty() => "no_card",
        Ok(_) if io_gpu::source::has_compiler() => "card",
        Ok(_) => "no_compiler",
        Err(error) => error.code(),
    };
    assert!(codes.contains(&expected), "{codes:?} lacks {expected}");
}
