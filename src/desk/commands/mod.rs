//! One command a file: its arguments, and what it prints.

mod bake;
mod booth;
mod check;
mod claim;
mod coverage;
mod desk;
mod diff;
mod gaps;
mod indicators;
mod keys;
mod ledger;
mod moves;
mod pack;
mod publish;
mod releases;
mod report;
mod rollback;
mod serve;
mod status;
mod takedown;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::Subcommand;

/// What the program can be told to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is wrong with a feed, and with what staff keep beside it; exit with 1 if anything is
    Check(check::Check),
    /// Say whom, what and where a feed serves, and which facts are to be looked at again
    Coverage(coverage::Coverage),
    /// Say who moves in and out, from Statistics Denmark's tables as they are downloaded
    Moves(moves::Moves),
    /// Bake a feed's light ahead of publishing, and say what that took
    Bake(bake::Bake),
    /// Make and look after the keys that decide who may publish
    Keys(keys::Keys),
    /// Publish a feed's folder as the newest release on a channel
    #[command(alias = "release")]
    Publish(publish::Publish),
    /// Make one signed file of a feed's folder, for a stick: no desk and no server are needed
    Pack(pack::Pack),
    /// Make a table of what visitors touched at a booth, apart from all kiosks
    Booth(booth::Booth),
    /// List what was published on a channel, newest first
    Releases(releases::Releases),
    /// Say what is different between two releases: which cards, in which languages
    Diff(diff::Diff),
    /// Show what an earlier release showed, as a new release
    Rollback(rollback::Rollback),
    /// Take everything down: screens show what is built in
    Takedown(takedown::Takedown),
    /// Serve a published folder over HTTP, with hints for kiosks, and hear how they are
    Serve(serve::Serve),
    /// Make a page of what kiosks have counted, to read and print
    Report(report::Report),
    /// Lay what visitors miss against what there is: gaps in content and in time
    Gaps(gaps::Gaps),
    /// Make a page of staff's indicators with their traffic lights
    Indicators(indicators::Indicators),
    /// Give kiosks keys for the claim codes of gifts, and check codes at the counter
    Claim(claim::Claim),
    /// Look after what kiosks have counted
    Ledger(ledger::Ledger),
    /// Say which kiosk has what on its glass; exit with 1 unless all have what is published
    Status(status::Status),
}

impl Command {
    /// Does it. An error is printed by whoever called.
    pub fn run(self) -> io::Result<ExitCode> {
        match self {
            Self::Check(check) => check.run(),
            Self::Coverage(coverage) => coverage.run(),
            Self::Moves(moves) => moves.run(),
            Self::Bake(bake) => bake.run(),
            Self::Keys(keys) => keys.run(),
            Self::Publish(publish) => publish.run(),
            Self::Pack(pack) => pack.run(),
            Self::Booth(booth) => booth.run(),
            Self::Releases(releases) => releases.run(),
            Self::Diff(diff) => diff.run(),
            Self::Rollback(rollback) => rollback.run(),
            Self::Takedown(takedown) => takedown.run(),
            Self::Serve(serve) => serve.run(),
            Self::Report(report) => report.run(),
            Self::Gaps(gaps) => gaps.run(),
            Self::Indicators(indicators) => indicators.run(),
            Self::Claim(claim) => claim.run(),
            Self::Ledger(ledger) => ledger.run(),
            Self::Status(status) => status.run(),
        }
    }
}
