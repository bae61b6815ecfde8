//! `foral`: a domain name registry in one program.

mod bench;
mod cli;
mod config;
mod demo;
mod dns;
mod epp_settings;
mod failure;
mod files;
mod http;
mod init;
mod instance;
mod metrics;
mod output;
mod rdap;
mod running;
mod secret_input;
mod serve;
mod shutdown;
mod staff;
mod tls;
mod trademarks;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Task};
use failure::Failure;

/// An answer that is made in one thread is often let go by another, where the system's allocator
/// makes the two wait for each other.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new("the runtime cannot start", error))
        .and_then(|runtime| runtime.block_on(run(&cli)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure);
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: &Cli) -> Result<(), Failure> {
    match &cli.task {
        Task::Demo(options) => demo::run(options).await,
        Task::Init(options) => init::run(options).await,
        Task::Serve(options) => serve::run(&cli.instance, options).await,
        Task::Migrate => instance::migrate(&cli.instance).await,
        Task::Zone(task) => staff::zone::run(&cli.instance, task).await,
        Task::Registrar(task) => staff::registrar::run(&cli.instance, task).await,
        Task::Ledger(task) => staff::ledger::run(&cli.instance, task).await,
        Task::Application(task) => staff::application::run(&cli.instance, task).await,
        Task::Lordn(options) => staff::lordn::run(&cli.instance, options).await,
        Task::Token(task) => staff::token::run(&cli.instance, task).await,
        Task::Certificate(task) => staff::certificate::run(&cli.instance, task).await,
        Task::User(task) => staff::user::run(&cli.instance, task).await,
        Task::Maintenance(task) => staff::maintenance::run(&cli.instance, task).await,
        Task::Disclosure(task) => staff::disclosure::run(&cli.instance, task).await,
        Task::Authority(task) => staff::disclosure::run_authority(&cli.instance, task).await,
        Task::Letter(task) => staff::letter::run(&cli.instance, task).await,
        Task::Domain(task) => staff::domain::run(&cli.instance, task).await,
        Task::Bench(task) => bench::run(task).await,
        Task::Clock(task) => staff::clock::run(&cli.instance, task).await,
    }
}
