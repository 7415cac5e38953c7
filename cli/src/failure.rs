//! Why a command failed, and its exit code.
use io_chain::ChainError;
use io_migrations::keyfile::KeyFileError;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command cannot mean anything: nothing was sent. Exit code 1.
    #[error("{0}")]
    Input(String),
    /// The chain, or the state it is in, says no. Exit code 2.
    #[error("{0}")]
    Refused(String),
    /// The node or an operator cannot be reached. Exit code 3.
    #[error("{0}")]
    Network(String),
}

impl Failure {
    /// What the process ends with.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Input(_) => 1,
            Self::Refused(_) => 2,
            Self::Network(_) => 3,
        }
    }
}

impl From<ChainError> for Failure {
    fn from(error: ChainError) -> Self {
        let text = error.to_string();
        match error {
            ChainError::Node { .. } | ChainError::Expired { .. } | ChainError::Unknown { .. } => {
                Self::Network(text)
            }
            ChainError::Build(_) | ChainError::TooLarge { .. } => Self::Input(text),
            ChainError::Program(_)
            | ChainError::Refused { .. }
            | ChainError::Missing(_)
            | ChainError::Decode { .. } => Self::Refused(text),
        }
    }
}

impl From<KeyFileError> for Failure {
    fn from(error: KeyFileError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<io_core::CoreError> for Failure {
    fn from(error: io_core::CoreError) -> Self {
        Self::Input(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_error_has_its_exit_code() {
        let node = ChainError::Node {
            url: "u".to_string(),
            reason: "r".to_string(),
        };
        assert_eq!(Failure::from(node).exit_code(), 3);
        let refused = ChainError::Refused {
            reason: "r".to_string(),
            logs: Vec::new(),
        };
        assert_eq!(Failure::from(refused).exit_code(), 2);
        assert_eq!(
            Failure::from(ChainError::TooLarge { size: 2_000 }).exit_code(),
            1
        );
        assert_eq!(Failure::from(io_core::CoreError::ZeroAmount).exit_code(), 1);
    }
}
