//! An ear in the place of a device: takes the mix in portions as a device would, and says when
//! something begins to be heard.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use super::super::mix::Mix;
use super::super::synth::RATE;
use super::device::PORTION;
use super::thread::Device;

/// Less than this nobody hears.
const HEARD: f32 = 1e-3;
/// So many silent samples before a sound, and it begins; within a sound there are shorter ones.
const SILENCE: u32 = RATE / 20;

/// Listens until what is returned is dropped.
pub(super) fn listen(mut mix: Mix, onsets: Sender<Instant>) -> std::io::Result<Device> {
    let is_over = Open(Arc::default());
    let is_closed = is_over.0.clone();
    let work = move || {
        let portion = Duration::from_secs_f64(f64::from(PORTION) / f64::from(RATE));
        let mut due = Instant::now();
        let mut silent = SILENCE;
        while !is_closed.load(Ordering::Relaxed) {
            for sample in mix.by_ref().take(PORTION as usize) {
                if sample.abs() < HEARD {
                    silent = silent.saturating_add(1);
                    continue;
                }
                if silent >= SILENCE {
                    // Whoever asked may have gone.
                    let _ = onsets.send(Instant::now());
                }
                silent = 0;
            }
            due += portion;
            thread::sleep(due.saturating_duration_since(Instant::now()));
        }
    };
    thread::Builder::new().name("ear".to_owned()).spawn(work)?;
    Ok(Box::new(is_over))
}

/// Closes the ear when it is dropped.
struct Open(Arc<AtomicBool>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
