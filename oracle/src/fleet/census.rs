//! Reads the published census: `gpu_class,count` per line, `#` begins a comment.

/// Most devices a population may have: their registry indices must stay below 2²⁴.
pub const MOST_DEVICES: u32 = (1 << 24) - super::FIRST_INDEX;

/// GPUs of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassCount {
    /// Published name.
    pub name: String,
    /// GPUs.
    pub count: u32,
}

/// Why text is not a census.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CensusError {
    /// The header line is missing.
    #[error("the census must begin with the line `gpu_class,count` (after comments)")]
    NoHeader,
    /// A line is not `name,count`.
    #[error("line {line} of the census is not `name,count`; correct it")]
    BadLine {
        /// Line number, from 1.
        line: usize,
    },
    /// A class occurs twice.
    #[error("line {line} of the census names a class for the second time; add the counts")]
    Twice {
        /// Line number, from 1.
        line: usize,
    },
    /// More devices than registry indices.
    #[error("the census has more GPUs than there are registry indices; shorten it")]
    TooMany,
    /// The hosts' class is missing or too small.
    #[error(
        "the census has fewer GPUs of class A100-SXM4-80GB than its registered hosts; name fewer hosts"
    )]
    NoHostClass,
}

/// Parses a census.
///
/// # Errors
/// [`CensusError`].
pub fn parse(text: &str) -> Result<Vec<ClassCount>, CensusError> {
    let mut lines = (1..)
        .zip(text.lines())
        .map(|(number, line)| (number, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    match lines.next() {
        Some((_, "gpu_class,count")) => {}
        _ => return Err(CensusError::NoHeader),
    }
    let mut classes: Vec<ClassCount> = Vec::new();
    for (line, text) in lines {
        let (name, count) = text.split_once(',').ok_or(CensusError::BadLine { line })?;
        let count = count
            .trim()
            .parse()
            .map_err(|_| CensusError::BadLine { line })?;
        let name = name.trim();
        if name.is_empty() {
            return Err(CensusError::BadLine { line });
        }
        if classes.iter().any(|class| class.name == name) {
            return Err(CensusError::Twice { line });
        }
        classes.push(ClassCount {
            name: name.to_owned(),
            count,
        });
    }
    Ok(classes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_are_named() {
        assert_eq!(parse("a,1"), Err(CensusError::NoHeader));
        assert_eq!(
            parse("# x\ngpu_class,count\na"),
            Err(CensusError::BadLine { line: 3 })
        );
        assert_eq!(
            parse("gpu_class,count\na,-1"),
            Err(CensusError::BadLine { line: 2 })
        );
        assert_eq!(
            parse("gpu_class,count\n,1"),
            Err(CensusError::BadLine { line: 2 })
        );
        assert_eq!(
            parse("gpu_class,count\na,1\na,2"),
            Err(CensusError::Twice { line: 3 })
        );
        let good = parse("# comment\n\ngpu_class,count\na b , 12\n").unwrap();
        assert_eq!(
            good,
            [ClassCount {
                name: "a b".into(),
                count: 12
            }]
        );
    }

    #[test]
    fn too_large_a_population_is_refused() {
        let census = "gpu_class,count\na,16000000\nb,1000000";
        let refused = super::super::Fleet::new(0, census, 0).map(|_| ());
        assert_eq!(refused, Err(CensusError::TooMany));
        let refused = super::super::Fleet::new(0, census, 1).map(|_| ());
        assert_eq!(refused, Err(CensusError::NoHostClass));
    }
}
