//! The part of Anchor's IDL (specification 0.1.0) that the client needs.
mod read;

use std::collections::BTreeMap;

/// One program's interface.
#[derive(Debug)]
pub struct Idl {
    pub name: String,
    pub address: String,
    pub instructions: Vec<Instruction>,
    /// Account type name to discriminator.
    pub accounts: BTreeMap<String, Vec<u8>>,
    /// Event name to discriminator.
    pub events: BTreeMap<String, Vec<u8>>,
    pub errors: Vec<ErrorCode>,
    pub types: BTreeMap<String, Struct>,
}

#[derive(Debug)]
pub struct Instruction {
    pub name: String,
    pub docs: Vec<String>,
    pub discriminator: Vec<u8>,
    pub accounts: Vec<Account>,
    pub args: Vec<Field>,
}

#[derive(Debug)]
pub struct Account {
    pub name: String,
    pub docs: Vec<String>,
    pub writable: bool,
    pub signer: bool,
    pub optional: bool,
    pub address: Option<String>,
    pub pda: Option<Pda>,
}

/// A derived address: seeds and, when it is not the program itself, the program deriving it.
#[derive(Debug)]
pub struct Pda {
    pub seeds: Vec<Seed>,
    pub program: Option<Seed>,
}

#[derive(Debug)]
pub enum Seed {
    Const(Vec<u8>),
    Arg(String),
    Account(String),
}

#[derive(Debug)]
pub struct ErrorCode {
    pub code: u32,
    pub name: String,
    pub message: String,
}

#[derive(Debug)]
pub struct Struct {
    pub docs: Vec<String>,
    pub fields: Vec<Field>,
}

#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub docs: Vec<String>,
    pub ty: Type,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `u8` … `i128` and `bool`: the same word in Rust.
    Primitive(String),
    Text,
    Pubkey,
    Array(Box<Type>, usize),
    List(Box<Type>),
    Option(Box<Type>),
    Defined(String),
}

impl Type {
    fn resolved(&self, aliases: &BTreeMap<String, Type>) -> Self {
        match self {
            Self::Defined(name) => aliases
                .get(name)
                .map_or_else(|| self.clone(), |alias| alias.resolved(aliases)),
            Self::Array(inner, count) => Self::Array(Box::new(inner.resolved(aliases)), *count),
            Self::List(inner) => Self::List(Box::new(inner.resolved(aliases))),
            Self::Option(inner) => Self::Option(Box::new(inner.resolved(aliases))),
            other => other.clone(),
        }
    }

    /// Name of the struct this type is made of, if any.
    pub fn defined(&self) -> Option<&str> {
        match self {
            Self::Defined(name) => Some(name),
            Self::Array(inner, _) | Self::List(inner) | Self::Option(inner) => inner.defined(),
            _ => None,
        }
    }
}
