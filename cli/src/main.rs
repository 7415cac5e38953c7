//! `io`: all that a wallet does on the network.
#![forbid(unsafe_code)]

mod amounts;
mod commands;
mod config;
mod failure;
mod landing;
mod operator;
mod output;
mod price_board;
mod session;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::output::{Answer, Format};
use crate::session::Session;

/// Stake, earn, rent and lease GPUs. Amounts are whole tokens (1000, 0.5), exact to the last unit.
///
/// Exit codes: 0 done, 1 the command or its input is wrong, 2 the chain refused, 3 the network failed.
#[derive(Parser)]
#[command(name = "io", version)]
struct Arguments {
    /// JSON-RPC of the chain; else the Solana CLI's setting.
    #[arg(long, global = true)]
    url: Option<String>,
    /// Keypair file of the wallet; else the Solana CLI's setting.
    #[arg(long, global = true)]
    keypair: Option<PathBuf>,
    /// Config file of the Solana CLI [default: ~/.config/solana/cli/config.yml].
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// How to print.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    output: Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Balance(commands::balance::Balance),
    Stake(commands::stake::Stake),
    Unstake(commands::stake::Unstake),
    Withdraw(commands::stake::Withdraw),
    Claim(commands::claim::Claim),
    #[command(subcommand)]
    Iosd(commands::iosd::IosdCommand),
    Quote(commands::quote::Quote),
    #[command(subcommand)]
    Job(commands::job::JobCommand),
    #[command(subcommand)]
    Device(commands::device::DeviceCommand),
    #[command(subcommand)]
    Lease(commands::lease::LeaseCommand),
    Epoch(commands::epoch::Epoch),
    Price(commands::price::Price),
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, and are no failure.
            let failed = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(u8::from(failed));
        }
    };
    let format = arguments.output;
    match run(arguments).await {
        Ok(answer) => {
            println!("{}", answer.show(format));
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

async fn run(arguments: Arguments) -> Result<Answer, Failure> {
    let Arguments {
        url,
        keypair,
        config,
        command,
        ..
    } = arguments;
    let session = Session::open(url.as_deref(), keypair.as_deref(), config.as_deref())?;
    match command {
        Command::Balance(command) => command.run(&session).await,
        Command::Stake(command) => command.run(&session).await,
        Command::Unstake(command) => command.run(&session).await,
        Command::Withdraw(command) => command.run(&session).await,
        Command::Claim(command) => command.run(&session).await,
        Command::Iosd(command) => command.run(&session).await,
        Command::Quote(command) => command.run(&session).await,
        Command::Job(command) => command.run(&session).await,
        Command::Device(command) => command.run(&session).await,
        Command::Lease(command) => command.run(&session).await,
        Command::Epoch(command) => command.run(&session).await,
        Command::Price(command) => command.run(&session).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn mint_takes_one_of_two_forms() {
        let parse = |line: &str| Arguments::try_parse_from(line.split(' ')).map(|_| ());
        assert!(parse("io iosd mint --io 1 --min-out 0.5").is_ok());
        assert!(parse("io iosd mint --iosd 1 --max-in 9").is_ok());
        for bad in [
            "io iosd mint",
            "io iosd mint --io 1",
            "io iosd mint --iosd 1",
            "io iosd mint --io 1 --min-out 1 --iosd 1 --max-in 1",
            "io iosd mint --min-out 1 --max-in 1",
            "io stake 1e3",
            "io stake -1",
            "io stake 0.000000001",
            "io unstake",
            "io unstake 1 --all",
            "io job create --class 0 --gpus 70000 --hours 1",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert!(parse("io unstake --all").is_ok());
        assert!(parse("io balance --url http://h:1 --output json").is_ok());
    }
}
