//! The whole screen without a window and without a GPU: real touches, stepped time.

mod activities;
mod attract;
mod board;
mod clip;
mod codes;
mod demo;
mod drawings;
mod evening;
mod fingers;
mod fonts;
mod glass;
mod hours;
mod idle;
mod keypad;
mod kiosk;
mod languages;
mod launch;
mod photos;
mod players;
mod presenter;
mod presenter_card;
mod quality;
mod soak;
mod swap;
mod tour;
mod towers;
