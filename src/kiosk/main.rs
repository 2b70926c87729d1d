//! `legeplads-kiosk`: reads the command line and runs the screen.

use bevy::app::AppExit;
use clap::Parser;

fn main() -> AppExit {
    legeplads_kiosk::run(&legeplads_kiosk::Options::parse())
}
