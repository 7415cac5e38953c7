//! Addresses of constants, written into the finished file instead of being left to the loader.
//!
//! The layout leaves each address of a constant as an offset into the file, with a relocation that
//! asks the loader to add where programs are mapped. That place is a constant of the machine, and the
//! loader takes an address that is already there; each relocation costs 16 bytes, and a program
//! has 150 of them. Relocations of syscalls stay: there the loader has something to say.

use crate::error::Fault;

/// Where the machine maps a program's file.
const MAPPED_AT: u64 = 1 << 32;
/// Bytes of a relocation: offset, then symbol and type.
const RELOCATION_BYTES: usize = 16;
/// `R_BPF_64_RELATIVE`.
const RELATIVE: u64 = 8;
/// Section type of relocations without addends.
const SHT_REL: u64 = 9;
/// Tags of the dynamic table: size of the relocations in bytes, and number of the relative ones.
const DT_RELSZ: u64 = 18;
const DT_RELCOUNT: u64 = 0x6fff_fffa;
/// Bytes of the tables' entries.
const SECTION_BYTES: usize = 64;
const SEGMENT_BYTES: usize = 56;
const DYNAMIC_BYTES: usize = 16;
/// Section type of the dynamic table.
const SHT_DYNAMIC: u64 = 6;
/// Flag of sections of instructions.
const SHF_EXECINSTR: u64 = 4;

/// A part of the file.
#[derive(Clone, Copy)]
struct Range {
    start: usize,
    len: usize,
}

impl Range {
    fn end(self) -> usize {
        self.start.saturating_add(self.len)
    }
}

/// Writes all relative addresses in place and removes their relocations.
///
/// A file of which no relocation would be left stays as it is: the loader refuses an empty table.
///
/// Errors: [`Fault::LayoutFailed`] for a file that is not as the layout makes them.
pub fn place(elf: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let mut file = File(elf);
    file.place().ok_or_else(|| Fault::LayoutFailed {
        detail: "the finished file's tables are not where they should be".into(),
    })?;
    Ok(file.0)
}

struct File(Vec<u8>);

impl File {
    fn place(&mut self) -> Option<()> {
        let Some(table) = self.section(|file, at| Some(file.word(at + 4, 4)? == SHT_REL))? else {
            return Some(());
        };
        let text = self.section(|file, at| Some(file.word(at + 8, 8)? & SHF_EXECINSTR != 0))??;
        let entries: Vec<usize> = (table.start..table.end())
            .step_by(RELOCATION_BYTES)
            .collect();
        let mut kept = Vec::new();
        let mut relative = Vec::new();
        for at in entries {
            if self.word(at + 8, 8)? & u64::from(u32::MAX) == RELATIVE {
                relative.push(usize::try_from(self.word(at, 8)?).ok()?);
            } else {
                kept.extend_from_slice(self.0.get(at..at + RELOCATION_BYTES)?);
            }
        }
        if kept.is_empty() {
            return Some(());
        }
        for at in relative {
            self.resolve(at, text)?;
        }
        self.0
            .get_mut(table.start..table.start + kept.len())?
            .copy_from_slice(&kept);
        let gone = Range {
            start: table.start + kept.len(),
            len: table.len - kept.len(),
        };
        self.shrink_tables(table, gone)?;
        self.0.drain(gone.start..gone.end());
        Some(())
    }

    /// An instruction that loads an address has its halves in two slots; in data it is a word, of
    /// which the layout fills the upper half.
    fn resolve(&mut self, at: usize, text: Range) -> Option<()> {
        if (text.start..text.end()).contains(&at) {
            let (low, high) = (at + 4, at + 12);
            let address = self.word(high, 4)? << 32 | self.word(low, 4)?;
            let address = placed(address);
            self.set_word(low, 4, address & u64::from(u32::MAX))?;
            self.set_word(high, 4, address >> 32)
        } else {
            let address = placed(self.word(at + 4, 4)?);
            self.set_word(at, 8, address)
        }
    }

    /// Takes `gone`, the end of the relocations, out of all tables.
    fn shrink_tables(&mut self, table: Range, gone: Range) -> Option<()> {
        let len = gone.len as u64;
        if let Some(dynamic) = self.section(|f, at| Some(f.word(at + 4, 4)? == SHT_DYNAMIC))? {
            for at in (dynamic.start..dynamic.end()).step_by(DYNAMIC_BYTES) {
                match self.word(at, 8)? {
                    DT_RELSZ => self.lessen(at + 8, len)?,
                    DT_RELCOUNT => self.set_word(at + 8, 8, 0)?,
                    _ => {}
                }
            }
        }
        for at in self.entries(0x20, 0x38, SEGMENT_BYTES)? {
            let offset = usize::try_from(self.word(at + 8, 8)?).ok()?;
            let size = usize::try_from(self.word(at + 32, 8)?).ok()?;
            if (offset..offset.saturating_add(size)).contains(&table.start) {
                self.lessen(at + 32, len)?;
                self.lessen(at + 40, len)?;
            }
        }
        for at in self.entries(0x28, 0x3c, SECTION_BYTES)? {
            let offset = usize::try_from(self.word(at + 24, 8)?).ok()?;
            if offset == table.start {
                self.lessen(at + 32, len)?;
            } else if offset >= gone.end() {
                self.lessen(at + 24, len)?;
            }
        }
        // The table of sections is the last thing in the file.
        self.lessen(0x28, len)
    }

    /// The place in the file of the first section whose header, at the offset given, is `wanted`.
    fn section(&self, wanted: impl Fn(&Self, usize) -> Option<bool>) -> Option<Option<Range>> {
        for at in self.entries(0x28, 0x3c, SECTION_BYTES)? {
            if wanted(self, at)? {
                let start = usize::try_from(self.word(at + 24, 8)?).ok()?;
                let len = usize::try_from(self.word(at + 32, 8)?).ok()?;
                return Some(Some(Range { start, len }));
            }
        }
        Some(None)
    }

    /// Offsets of a table's entries; the file's header has the table's offset and their number.
    fn entries(&self, offset_at: usize, count_at: usize, bytes: usize) -> Option<Vec<usize>> {
        let start = usize::try_from(self.word(offset_at, 8)?).ok()?;
        let count = usize::try_from(self.word(count_at, 2)?).ok()?;
        Some((0..count).map(|index| start + index * bytes).collect())
    }

    fn word(&self, at: usize, bytes: usize) -> Option<u64> {
        let mut word = [0; 8];
        word.get_mut(..bytes)?
            .copy_from_slice(self.0.get(at..at.checked_add(bytes)?)?);
        Some(u64::from_le_bytes(word))
    }

    fn set_word(&mut self, at: usize, bytes: usize, value: u64) -> Option<()> {
        let word = value.to_le_bytes();
        self.0
            .get_mut(at..at.checked_add(bytes)?)?
            .copy_from_slice(word.get(..bytes)?);
        Some(())
    }

    fn lessen(&mut self, at: usize, by: u64) -> Option<()> {
        let value = self.word(at, 8)?.checked_sub(by)?;
        self.set_word(at, 8, value)
    }
}

fn placed(address: u64) -> u64 {
    match address < MAPPED_AT {
        true => MAPPED_AT + address,
        false => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, Options, compile};
    use std::collections::BTreeSet;

    /// Logs a string, and a table of strings: what is in a table that escapes stays an address.
    const PROGRAM: &str = "target datalayout = \"e-m:e-p:64:64-i64:64-i128:128-n32:64-S128\"\n\
        target triple = \"bpfel\"\n\
        @here = private constant [5 x i8] c\"here \"\n\
        @there = private constant [5 x i8] c\"there\"\n\
        @table = private constant [2 x {ptr, i64}] [{ptr, i64} {ptr @there, i64 5}, \
        {ptr, i64} {ptr @here, i64 5}]\n\
        declare void @sol_log_(ptr, i64)\n\
        define i64 @entrypoint(ptr %input) {\n\
          call void @sol_log_(ptr @table, i64 32)\n\
          call void @sol_log_(ptr @here, i64 5)\n\
          ret i64 0\n}\n";

    #[test]
    fn addresses_are_in_place_and_only_syscalls_are_left_to_the_loader() {
        let input = Input {
            name: "test.ll".into(),
            bytes: PROGRAM.as_bytes(),
        };
        let file = File(compile(&[input], &Options::default()).expect("compiles"));
        let by_kind = |kind| {
            file.section(|f, at| Some(f.word(at + 4, 4)? == kind))
                .flatten()
                .expect("is there")
        };
        let table = by_kind(SHT_REL);
        assert_eq!(table.len, 2 * RELOCATION_BYTES, "two calls of a syscall");
        let text = file
            .section(|f, at| Some(f.word(at + 8, 8)? & SHF_EXECINSTR != 0))
            .flatten()
            .expect("has code");
        // Opcode 0x18 loads a word from two slots.
        let loaded: BTreeSet<u64> = (text.start..text.end())
            .step_by(8)
            .filter(|at| file.0[*at] == 0x18)
            .map(|at| file.word(at + 4, 4).unwrap() | file.word(at + 12, 4).unwrap() << 32)
            .collect();
        let at = |address: u64| usize::try_from(address - MAPPED_AT).unwrap();
        let is = |address: u64, text: &[u8]| file.0[at(address)..].starts_with(text);
        let (code, data): (Vec<u64>, Vec<u64>) = loaded.iter().partition(|a| is(**a, b"here"));
        assert_eq!((code.len(), data.len()), (1, 1), "{loaded:x?}");
        for (index, text) in [b"there", b"here "].into_iter().enumerate() {
            let entry = file.word(at(data[0]) + 16 * index, 8).unwrap();
            assert!(is(entry, text), "entry {index} is {entry:x}");
        }
    }
}
