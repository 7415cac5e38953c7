//! Reading the bitcode members of an rlib, which is a Unix `ar` archive.

use crate::error::Fault;

const MAGIC: &[u8] = b"!<arch>\n";
const HEADER: usize = 60;
/// Raw bitcode starts with these bytes.
const BITCODE: &[u8] = b"BC\xC0\xDE";

/// True if the bytes are raw LLVM bitcode.
pub fn is_bitcode(bytes: &[u8]) -> bool {
    bytes.starts_with(BITCODE)
}

/// The bitcode members of the archive `bytes`, in order. Other members (an rlib's metadata, the
/// symbol table) are skipped. `input` names the archive in errors.
pub fn bitcode_members<'a>(input: &str, bytes: &'a [u8]) -> Result<Vec<&'a [u8]>, Fault> {
    let bad = |detail: &str| Fault::BadArchive {
        input: input.into(),
        detail: detail.into(),
    };
    let mut rest = bytes
        .strip_prefix(MAGIC)
        .ok_or_else(|| bad("it lacks the archive header"))?;
    let mut members = Vec::new();
    while !rest.is_empty() {
        let header = rest
            .get(..HEADER)
            .ok_or_else(|| bad("a member header is cut short"))?;
        // Bytes 48..58 hold the member's size in decimal digits, padded with blanks.
        let size: usize = std::str::from_utf8(&header[48..58])
            .ok()
            .and_then(|digits| digits.trim_end().parse().ok())
            .ok_or_else(|| bad("a member's size is not a number"))?;
        let data = rest
            .get(HEADER..)
            .and_then(|tail| tail.get(..size))
            .ok_or_else(|| bad("a member is cut short"))?;
        if is_bitcode(data) {
            members.push(data);
        }
        // Members start at even offsets.
        rest = rest.get(HEADER + size + size % 2..).unwrap_or_default();
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, data: &[u8]) -> Vec<u8> {
        let mut out = format!("{name:<16}{:<32}{:<10}`\n", "", data.len()).into_bytes();
        out.extend_from_slice(data);
        if data.len() % 2 == 1 {
            out.push(b'\n');
        }
        out
    }

    #[test]
    fn finds_bitcode_among_other_members() {
        let mut archive = MAGIC.to_vec();
        archive.extend(member("lib.rmeta/", b"rust metadata"));
        archive.extend(member("a.o/", b"BC\xC0\xDEodd"));
        archive.extend(member("b.o/", b"BC\xC0\xDEeven"));
        let found = bitcode_members("x.rlib", &archive).expect("reads");
        assert_eq!(found, [b"BC\xC0\xDEodd".as_slice(), b"BC\xC0\xDEeven"]);
    }

    #[test]
    fn refuses_a_member_cut_short() {
        let mut archive = MAGIC.to_vec();
        archive.extend(member("a.o/", b"BC\xC0\xDEodd"));
        archive.truncate(archive.len() - 4);
        let fault = bitcode_members("x.rlib", &archive).expect_err("refuses");
        assert_eq!(fault.code(), "bad-archive");
    }

    #[test]
    fn refuses_what_is_no_archive() {
        let fault = bitcode_members("x.rlib", b"BC\xC0\xDE").expect_err("refuses");
        assert_eq!(fault.code(), "bad-archive");
    }
}
