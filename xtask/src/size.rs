//! How large a program may be: rent is paid for every byte, and a binary grows unseen.

use anyhow::{Result, bail};

/// The most bytes of a program's binary.
const LIMIT_BYTES: u64 = 80_000;

/// Prints the sizes, (program, bytes) each, and refuses those over the limit, all at once.
pub fn check(sizes: &[(String, u64)]) -> Result<()> {
    eprintln!("\n{:<16}{:>12}{:>12}", "program", "bytes", "left");
    for (program, bytes) in sizes {
        let left = LIMIT_BYTES.saturating_sub(*bytes);
        eprintln!("{program:<16}{bytes:>12}{left:>12}");
    }
    eprintln!();
    let over: Vec<String> = sizes
        .iter()
        .filter(|(_, bytes)| *bytes > LIMIT_BYTES)
        .map(|(program, bytes)| {
            format!(
                "{program} is {bytes} bytes, {} over the limit of {LIMIT_BYTES} a program",
                bytes - LIMIT_BYTES
            )
        })
        .collect();
    if !over.is_empty() {
        bail!(
            "{}. Share code between instructions (`programs/runtime`), or raise the limit in \
             xtask/src/size.rs and say why",
            over.join("; ")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{LIMIT_BYTES, check};

    #[test]
    fn a_program_may_fill_the_limit() {
        check(&[("oracle".into(), LIMIT_BYTES), ("iosd".into(), 0)]).expect("within the limit");
    }

    #[test]
    fn each_program_over_the_limit_is_named_with_its_excess() {
        let sizes = [
            ("oracle".into(), LIMIT_BYTES + 7),
            ("iosd".into(), LIMIT_BYTES),
            ("escrow".into(), LIMIT_BYTES + 1),
        ];
        let error = check(&sizes).expect_err("over the limit").to_string();
        assert!(
            error.contains("oracle is 80007 bytes, 7 over the limit of 80000"),
            "{error}"
        );
        assert!(error.contains("escrow is 80001 bytes, 1 over"), "{error}");
        assert!(!error.contains("iosd"), "{error}");
    }
}
