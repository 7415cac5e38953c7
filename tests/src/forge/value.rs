//! Values that a forgery writes in the place of an argument.

use solana_pubkey::Pubkey;

/// Borsh bytes of an argument.
pub trait Value {
    fn bytes(&self) -> Vec<u8>;
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl Value for $ty {
            fn bytes(&self) -> Vec<u8> {
                self.to_le_bytes().to_vec()
            }
        }
    )*};
}

integers!(u8, u16, u32, u64, i64);

impl Value for Pubkey {
    fn bytes(&self) -> Vec<u8> {
        self.to_bytes().to_vec()
    }
}

impl<const N: usize> Value for [u8; N] {
    fn bytes(&self) -> Vec<u8> {
        self.to_vec()
    }
}

/// Text: length, then UTF-8.
impl Value for &str {
    fn bytes(&self) -> Vec<u8> {
        blob(self.as_bytes()).bytes()
    }
}

/// Ready bytes.
#[derive(Clone, Debug)]
pub struct Blob(Vec<u8>);

/// A byte string: length, then bytes.
pub fn blob(bytes: &[u8]) -> Blob {
    let length = u32::try_from(bytes.len()).expect("an argument fits a transaction");
    Blob([&length.to_le_bytes(), bytes].concat())
}

impl Value for Blob {
    fn bytes(&self) -> Vec<u8> {
        self.0.clone()
    }
}
