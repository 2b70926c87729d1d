//! The whole screen without a window and without a GPU: real touches, stepped time.

mod glass;
mod idle;
mod keypad;
mod kiosk;
mod languages;
mod swap;
mod tour;
