//! Reads little-endian fields of bytes that came from someone else: every length is checked before anything is
//! allocated for it.

/// Why bytes are not in their one canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The bytes do not begin with the kind's letters.
    #[error("the bytes are of another kind; check which file or body was sent")]
    Magic,
    /// A version this code does not know.
    #[error("the format's version is not known here; upgrade the older side")]
    Version,
    /// Too short, too long, or more entries than allowed.
    #[error("the length does not fit what the bytes announce; fetch them again, whole")]
    Length,
    /// Entries out of order or twice.
    #[error("entries are not strictly ascending; the sender must sort them")]
    Order,
    /// A value outside its range.
    #[error("a value is outside its range; the sender's software is at fault")]
    Value,
    /// The bytes do not hash to the root they were asked for by.
    #[error("the bytes do not hash to the root asked for; ask another operator")]
    Root,
}

/// A cursor over foreign bytes.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from the start of `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next `n` bytes.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn take(&mut self, n: usize) -> Result<&'a [u8], FormatError> {
        let (head, rest) = self.rest.split_at_checked(n).ok_or(FormatError::Length)?;
        self.rest = rest;
        Ok(head)
    }

    /// The next `N` bytes.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], FormatError> {
        let (head, rest) = self.rest.split_first_chunk().ok_or(FormatError::Length)?;
        self.rest = rest;
        Ok(*head)
    }

    /// Letters and version that begin a format.
    ///
    /// # Errors
    /// [`FormatError::Magic`], [`FormatError::Version`], [`FormatError::Length`].
    pub fn magic(&mut self, magic: &[u8; 8], version: u16) -> Result<(), FormatError> {
        if self.array::<8>()? != *magic {
            return Err(FormatError::Magic);
        }
        if self.u16()? != version {
            return Err(FormatError::Version);
        }
        Ok(())
    }

    /// `count`, if it is at most `most` and that many entries of `entry_bytes` are there.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn count(
        &self,
        count: usize,
        most: usize,
        entry_bytes: usize,
    ) -> Result<usize, FormatError> {
        let needed = count.checked_mul(entry_bytes).ok_or(FormatError::Length)?;
        if count > most || needed > self.rest.len() {
            Err(FormatError::Length)
        } else {
            Ok(count)
        }
    }

    /// The next byte, left in place.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn peek_u8(&self) -> Result<u8, FormatError> {
        self.rest.first().copied().ok_or(FormatError::Length)
    }

    /// A byte.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn u8(&mut self) -> Result<u8, FormatError> {
        Ok(self.array::<1>()?[0])
    }

    /// Two bytes.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn u16(&mut self) -> Result<u16, FormatError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    /// Four bytes.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn u32(&mut self) -> Result<u32, FormatError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// Eight bytes.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn u64(&mut self) -> Result<u64, FormatError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// Eight bytes, signed.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub fn i64(&mut self) -> Result<i64, FormatError> {
        Ok(i64::from_le_bytes(self.array()?))
    }

    /// Nothing may follow.
    ///
    /// # Errors
    /// [`FormatError::Length`].
    pub const fn end(&self) -> Result<(), FormatError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(FormatError::Length)
        }
    }
}
