//! What ptxas says about each kernel and what its machine code consists of.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// A compiled kernel.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kernel {
    /// Its name without the prefix.
    pub name: String,
    /// Registers a thread.
    pub registers: u32,
    /// Bytes of shared memory a block.
    pub shared: u32,
    /// Bytes that registers were spilled to and from memory.
    pub spilled: u32,
    /// Operations with their modifiers, in order, and the labels between them.
    pub code: Vec<Item>,
}

/// A line of machine code.
#[derive(Debug, PartialEq, Eq)]
pub enum Item {
    /// A place that branches go to.
    Label(String),
    /// An operation such as `LDG.E.128`, and where it branches to.
    Operation(String, Option<String>),
}

const PREFIX: &str = "io_pow_";

/// Kernels in the order of their names.
pub fn kernels(ptxas: &str, listing: &str) -> Result<Vec<Kernel>> {
    let mut found: BTreeMap<String, Kernel> = BTreeMap::new();
    let mut name = None;
    for line in ptxas.lines() {
        if let Some((_, rest)) = line.split_once("Compiling entry function '") {
            let of = rest.split('\'').next().unwrap_or(rest);
            let of = of.strip_prefix(PREFIX).unwrap_or(of).to_owned();
            found.entry(of.clone()).or_default().name.clone_from(&of);
            name = Some(of);
        }
        let Some(kernel) = name.as_ref().and_then(|name| found.get_mut(name)) else {
            continue;
        };
        if line.contains("spill stores") {
            kernel.spilled = number_before(line, " bytes spill stores")?
                + number_before(line, " bytes spill loads")?;
        }
        if line.contains("Used ") {
            kernel.registers = number_before(line, " registers")?;
            if line.contains(" bytes smem") {
                kernel.shared = number_before(line, " bytes smem")?;
            }
        }
    }
    let mut of = None;
    for line in listing.lines() {
        let line = line.trim();
        if let Some(label) = line.strip_suffix(':').filter(|l| l.starts_with('.')) {
            match label.strip_prefix(".text.") {
                Some(kernel) => of = kernel.strip_prefix(PREFIX).map(str::to_owned),
                None => push(&mut found, of.as_ref(), Item::Label(label.to_owned())),
            }
        } else if let Some(item) = operation(line) {
            push(&mut found, of.as_ref(), item);
        }
    }
    Ok(found.into_values().collect())
}

fn push(found: &mut BTreeMap<String, Kernel>, name: Option<&String>, item: Item) {
    if let Some(kernel) = name.and_then(|name| found.get_mut(name)) {
        kernel.code.push(item);
    }
}

fn number_before(line: &str, what: &str) -> Result<u32> {
    let (before, _) = line
        .split_once(what)
        .with_context(|| format!("ptxas says `{line}`"))?;
    let digits = before.rsplit([' ', ',']).next().unwrap_or(before);
    digits
        .parse()
        .with_context(|| format!("ptxas says `{line}`"))
}

/// `/*0b00*/ @!P0 LDG.E.128 R4, desc[UR4][R2.64] ;`
fn operation(line: &str) -> Option<Item> {
    let (_, rest) = line.strip_prefix("/*")?.split_once("*/")?;
    let rest = rest.trim();
    let rest = match rest.strip_prefix('@') {
        Some(predicated) => predicated.split_once(' ')?.1.trim(),
        None => rest,
    };
    let name = rest.split([' ', ';']).next()?;
    if name.is_empty() || name == "NOP" {
        return None;
    }
    let target = rest
        .split_once("`(")
        .and_then(|(_, target)| Some(target.split_once(')')?.0.to_owned()));
    Some(Item::Operation(name.to_owned(), target))
}

impl Kernel {
    /// All operations.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        names(&self.code)
    }

    /// The smallest loop with an operation of a kind: what is repeated most.
    pub fn inner_loop(&self, kind: &str) -> Option<&[Item]> {
        let mut best: Option<&[Item]> = None;
        for (end, item) in self.code.iter().enumerate() {
            let Item::Operation(name, Some(target)) = item else {
                continue;
            };
            let begins = |item: &Item| matches!(item, Item::Label(label) if label == target);
            let begin = self.code[..end].iter().position(begins);
            let Some(begin) = begin.filter(|_| name.starts_with("BRA")) else {
                continue;
            };
            let body = &self.code[begin..=end];
            let has = names(body).any(|name| name.starts_with(kind));
            if has && best.is_none_or(|best| body.len() < best.len()) {
                best = Some(body);
            }
        }
        best
    }
}

/// The operations among lines of code.
pub fn names(code: &[Item]) -> impl Iterator<Item = &str> {
    code.iter().filter_map(|item| match item {
        Item::Operation(name, _) => Some(name.as_str()),
        Item::Label(_) => None,
    })
}

/// Refuses code that is slower than it must be.
pub fn check(kernels: &[Kernel]) -> Result<()> {
    for kernel in kernels {
        if kernel.spilled > 0 {
            bail!(
                "{} spills {} bytes of registers",
                kernel.name,
                kernel.spilled
            );
        }
        let narrow = kernel
            .operations()
            .find(|name| name.starts_with("LDG") && !name.contains("128"));
        if let Some(narrow) = narrow.filter(|_| kernel.name == "walk" || kernel.name == "fill") {
            bail!("{} reads memory by {narrow}, not by 128 bits", kernel.name);
        }
    }
    let inner = |name: &str, kind: &str| -> Result<usize> {
        let kernel = kernels.iter().find(|kernel| kernel.name == name);
        let kernel = kernel.with_context(|| format!("there is no kernel {name}"))?;
        let body = kernel.inner_loop(kind);
        let body = body.with_context(|| format!("{name} has no loop with {kind}"))?;
        Ok(names(body).filter(|name| name.starts_with(kind)).count())
    };
    if inner("fill", "IMMA")? < 32 {
        bail!("the fill's loop multiplies less than 32 fragments by tensor cores");
    }
    if inner("walk", "LDG")? < 8 {
        bail!("a step of the walk reads less than a line");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "ptxas info    : 0 bytes gmem, 256 bytes cmem[3]
ptxas info    : Compiling entry function 'io_pow_walk' for 'sm_90'
ptxas info    : Function properties for io_pow_walk
    0 bytes stack frame, 0 bytes spill stores, 4 bytes spill loads
ptxas info    : Used 56 registers, used 1 barriers, 18432 bytes smem";
    const LISTING: &str = "\t.section\t.text.io_pow_walk,\"ax\",@progbits
.text.io_pow_walk:
        /*0000*/                   LDC R1, c[0x0][0x28] ;
.L_x_1:
.L_x_2:
        /*0010*/              @!P0 LDG.E.128.CONSTANT R4, desc[UR4][R2.64] ;
        /*0020*/               @P1 BRA `(.L_x_2) ;
        /*0030*/                   IADD3 R1, R1, 0x1, RZ ;
        /*0040*/               @P0 BRA `(.L_x_1) ;
        /*0050*/                   NOP;";

    #[test]
    fn figures_and_the_innermost_loop_are_read() {
        let kernels = kernels(SAID, LISTING).unwrap();
        let [walk] = &kernels[..] else {
            panic!("one kernel")
        };
        let figures = (walk.registers, walk.shared, walk.spilled);
        assert_eq!((walk.name.as_str(), figures), ("walk", (56, 18_432, 4)));
        let inner: Vec<&str> = names(walk.inner_loop("LDG").unwrap()).collect();
        assert_eq!(inner, ["LDG.E.128.CONSTANT", "BRA"]);
        assert!(walk.inner_loop("IMMA").is_none());
        let error = check(&kernels).unwrap_err().to_string();
        assert_eq!(error, "walk spills 4 bytes of registers");
    }

    #[test]
    fn narrow_reads_and_missing_tensor_cores_are_refused() {
        let said = SAID.replace("4 bytes spill loads", "0 bytes spill loads");
        let narrow = kernels(&said, &LISTING.replace("E.128", "E.64")).unwrap();
        let error = check(&narrow).unwrap_err().to_string();
        assert_eq!(
            error,
            "walk reads memory by LDG.E.64.CONSTANT, not by 128 bits"
        );
        let error = check(&kernels(&said, LISTING).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "there is no kernel fill");
        let fill = |text: &str| text.replace("io_pow_walk", "io_pow_fill");
        let both = kernels(
            &format!("{said}\n{}", fill(&said)),
            &format!("{LISTING}\n{}", fill(LISTING)),
        );
        let error = check(&both.unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "fill has no loop with IMMA");
    }
}
