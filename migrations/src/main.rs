//! `io-migrations`: deployment as code.
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use comfy_table::{Table, presets};
use io_chain::{Chain, SendPolicy};
use io_migrations::keyfile::{read_keypair, write_new_keypair};
use io_migrations::{Genesis, MigrationError, Network, Row, apply, plan};

/// Makes a chain look like genesis.toml. Run again, it does nothing.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Does what is missing on the chain, and prints each step.
    Apply(Target),
    /// Prints what `apply` would do.
    Plan(Target),
    /// Makes the keypair files that the genesis file names and the keys folder lacks.
    Keys {
        /// The genesis file.
        #[arg(long)]
        genesis: PathBuf,
        /// Folder of the keypair files; made if it is missing.
        #[arg(long)]
        keys: PathBuf,
    },
}

#[derive(Args)]
struct Target {
    /// JSON-RPC of the chain.
    #[arg(long)]
    url: String,
    /// The genesis file.
    #[arg(long)]
    genesis: PathBuf,
    /// Folder of the keypair files it names.
    #[arg(long)]
    keys: PathBuf,
    /// Keypair that pays fees; the authority's if not given.
    #[arg(long)]
    payer: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// For people.
    Table,
    /// For programs.
    Json,
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
    match run(arguments.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            // 1 bad input, 2 the chain refused or differs, 3 the network failed.
            ExitCode::from(match error {
                e if e.is_input() => 1,
                e if e.is_network() => 3,
                _ => 2,
            })
        }
    }
}

async fn run(command: Command) -> Result<(), MigrationError> {
    match command {
        Command::Apply(target) => {
            let network = open(&target).await?;
            // A long run shows its steps at once; the table follows.
            let rows = apply(&network, |row| {
                eprintln!("{}: {}: {}", row.step, row.item, row.outcome.word())
            })
            .await?;
            print(&rows, target.output);
        }
        Command::Plan(target) => {
            let network = open(&target).await?;
            print(&plan(&network).await?, target.output);
        }
        Command::Keys { genesis, keys } => make_keys(&Genesis::read(&genesis)?, &keys)?,
    }
    Ok(())
}

async fn open(target: &Target) -> Result<Network, MigrationError> {
    let genesis = Genesis::read(&target.genesis)?;
    let payer = target.payer.as_deref().map(read_keypair).transpose()?;
    let policy = SendPolicy::towards(&target.url);
    let chain = Chain::new(&target.url, policy, io_client::error_text);
    Network::open(chain, genesis, target.keys.clone(), payer).await
}

fn make_keys(genesis: &Genesis, folder: &Path) -> Result<(), MigrationError> {
    std::fs::create_dir_all(folder).map_err(|source| {
        io_migrations::keyfile::KeyFileError::Write {
            path: folder.to_path_buf(),
            source,
        }
    })?;
    for name in genesis.key_files() {
        let path = folder.join(name);
        if !path.exists() {
            write_new_keypair(&path)?;
            println!("made {}", path.display());
        }
    }
    Ok(())
}

fn print(rows: &[Row], output: Output) {
    if output == Output::Json {
        println!("{}", serde_json::json!(rows));
        return;
    }
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_header(["step", "item", "outcome", "signature"]);
    for row in rows {
        let last = row
            .signature
            .as_deref()
            .or(row.note.as_deref())
            .unwrap_or_default();
        table.add_row([row.step, row.item.as_str(), row.outcome.word(), last]);
    }
    println!("{table}");
}
