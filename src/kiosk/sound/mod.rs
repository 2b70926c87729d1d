//! What is heard: wood, glockenspiel, breath and paper, in one pentatonic scale.
//!
//! Each stop owns a note, so a finished tour is a tune. From the press to the ear:
//!
//! 1. [`plugin`] turns what happened into sounds, within the frame of the press;
//! 2. [`Speaker`] hands them to a thread of its own, which owns the audio device and computes each
//!    sound when it is first wanted ([`synth`], [`tune`], [`voice`]);
//! 3. [`mix`] adds them up where the device calls, 21 ms ahead of the ear.
//!
//! The frame loop waits for none of it, and without a device the kiosk is silent and well.

pub mod mix;
mod plugin;
mod speaker;
pub mod synth;
pub mod tune;
pub mod voice;

pub(crate) use plugin::plugin;
pub use speaker::Speaker;
pub use synth::Sound;
