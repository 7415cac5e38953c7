//! The wire format of arguments, accounts and events: little-endian, no padding, `u32` lengths before
//! lists and texts (Borsh's, which Anchor 2 keeps). Accounts and events of the programs are fields in
//! order with alignment 1 or without gaps, so one format serves all three.
use solana_pubkey::Pubkey;

/// Why bytes could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes ended early.
    #[error("{needed} more bytes were expected and {left} are left: the data is cut off")]
    TooShort {
        /// Bytes the next field needs.
        needed: usize,
        /// Bytes there are.
        left: usize,
    },
    /// Bytes are left over.
    #[error("{left} bytes are left after the last field: the data has another layout")]
    TooLong {
        /// Bytes not read.
        left: usize,
    },
    /// The account has another size.
    #[error(
        "{name} takes {expected} bytes and this account has {found}: it is another account, or of another version"
    )]
    Length {
        /// Account type.
        name: &'static str,
        /// Its size, discriminator included.
        expected: usize,
        /// Size found.
        found: usize,
    },
    /// The first eight bytes are another type's.
    #[error("this is not {name}: its discriminator is {found:?}")]
    Discriminator {
        /// Type expected.
        name: &'static str,
        /// First eight bytes found.
        found: [u8; 8],
    },
    /// The account belongs to another program.
    #[error("{name} must belong to program {expected} and this account belongs to {found}")]
    Owner {
        /// Account type.
        name: &'static str,
        /// Its program.
        expected: Pubkey,
        /// Owner found.
        found: Pubkey,
    },
    /// A text is not UTF-8.
    #[error("a text is not valid UTF-8")]
    Utf8,
    /// A bool or an option's tag is neither 0 nor 1.
    #[error("a flag is {found}, not 0 or 1")]
    Flag {
        /// Byte found.
        found: u8,
    },
}

/// Reads fields one after the other.
#[derive(Debug)]
pub struct Reader<'a> {
    left: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { left: bytes }
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    /// [`DecodeError::TooShort`].
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        let (taken, left) = self
            .left
            .split_at_checked(count)
            .ok_or(DecodeError::TooShort {
                needed: count,
                left: self.left.len(),
            })?;
        self.left = left;
        Ok(taken)
    }

    /// Nothing may be left.
    ///
    /// # Errors
    /// [`DecodeError::TooLong`].
    pub fn finish(self) -> Result<(), DecodeError> {
        match self.left.len() {
            0 => Ok(()),
            left => Err(DecodeError::TooLong { left }),
        }
    }
}

/// A value that can be written to and read from the wire.
pub trait Wire: Sized {
    /// Reads one value.
    ///
    /// # Errors
    /// [`DecodeError`] when the bytes are not one.
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// Appends the value.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads a value that takes all of `bytes`.
    ///
    /// # Errors
    /// [`DecodeError`], [`DecodeError::TooLong`] when bytes are left.
    fn from_wire(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(bytes);
        let value = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(value)
    }

    /// The value's bytes.
    fn to_wire(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Wire for $integer {
            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let mut bytes = [0; size_of::<$integer>()];
                bytes.copy_from_slice(reader.take(size_of::<$integer>())?);
                Ok(Self::from_le_bytes(bytes))
            }

            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
        }
    )*};
}
integers!(u8, i8, u16, i16, u32, i32, u64, i64, u128, i128);

impl Wire for bool {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match u8::read(reader)? {
            0 => Ok(false),
            1 => Ok(true),
            found => Err(DecodeError::Flag { found }),
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
}

impl Wire for Pubkey {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        <[u8; 32]>::read(reader).map(Self::from)
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.as_ref());
    }
}

impl<T: Wire, const N: usize> Wire for [T; N] {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let values: Vec<T> = (0..N).map(|_| T::read(reader)).collect::<Result<_, _>>()?;
        let count = values.len();
        // Cannot fail: N values were read.
        values.try_into().map_err(|_| DecodeError::TooShort {
            needed: N,
            left: count,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.iter().for_each(|value| value.write(out));
    }
}

/// `u32` length first. Longer lists cannot be written; a transaction has 1,232 bytes.
fn write_length(length: usize, out: &mut Vec<u8>) {
    u32::try_from(length).unwrap_or(u32::MAX).write(out);
}

/// Appends a text as `String` does.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    write_length(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// Appends a list as `Vec` does.
pub fn write_list<T: Wire>(values: &[T], out: &mut Vec<u8>) {
    write_length(values.len(), out);
    values.iter().for_each(|value| value.write(out));
}

/// Text in a zero padded field, such as an operator's URL; what is not UTF-8 shows as `U+FFFD`.
#[must_use]
pub fn padded_text(bytes: &[u8]) -> String {
    let used = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(used).into_owned()
}

impl<T: Wire> Wire for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let length = u32::read(reader)?;
        // No reservation: a wrong length must not take memory before the bytes run out.
        (0..length).map(|_| T::read(reader)).collect()
    }

    fn write(&self, out: &mut Vec<u8>) {
        write_list(self, out);
    }
}

impl Wire for String {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let length = u32::read(reader)?;
        let bytes = reader.take(usize::try_from(length).unwrap_or(usize::MAX))?;
        Self::from_utf8(bytes.to_vec()).map_err(|_| DecodeError::Utf8)
    }

    fn write(&self, out: &mut Vec<u8>) {
        write_text(self, out);
    }
}

impl<T: Wire> Wire for Option<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        bool::read(reader)?.then(|| T::read(reader)).transpose()
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_bytes_borsh_gives_them() {
        assert_eq!(0x0102_0304u32.to_wire(), [4, 3, 2, 1]);
        assert_eq!((-2i64).to_wire(), [254, 255, 255, 255, 255, 255, 255, 255]);
        assert_eq!("io".to_string().to_wire(), [2, 0, 0, 0, b'i', b'o']);
        assert_eq!(vec![7u16, 8].to_wire(), [2, 0, 0, 0, 7, 0, 8, 0]);
        assert_eq!(Some(9u8).to_wire(), [1, 9]);
        assert_eq!(None::<u8>.to_wire(), [0]);
        assert_eq!([1u16, 2].to_wire(), [1, 0, 2, 0]);
    }

    #[test]
    fn padded_text_ends_at_the_first_zero() {
        assert_eq!(padded_text(b"a \0\0"), "a ");
        assert_eq!(padded_text(b"ab"), "ab");
        assert_eq!(padded_text(&[0xff, 0]), "\u{fffd}");
        assert_eq!(padded_text(&[]), "");
    }

    #[test]
    fn wrong_bytes_are_refused_by_kind() {
        assert_eq!(
            u32::from_wire(&[1, 2, 3]),
            Err(DecodeError::TooShort { needed: 4, left: 3 })
        );
        assert_eq!(
            u8::from_wire(&[1, 2]),
            Err(DecodeError::TooLong { left: 1 })
        );
        assert_eq!(bool::from_wire(&[2]), Err(DecodeError::Flag { found: 2 }));
        assert_eq!(
            String::from_wire(&[1, 0, 0, 0, 0xff]),
            Err(DecodeError::Utf8)
        );
        // A length of four billion ends at once, without taking memory.
        assert_eq!(
            Vec::<u64>::from_wire(&[255, 255, 255, 255]),
            Err(DecodeError::TooShort { needed: 8, left: 0 })
        );
    }
}
