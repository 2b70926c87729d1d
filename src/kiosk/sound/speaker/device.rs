//! The audio device, by rodio.

use std::error::Error;
use std::num::NonZero;
use std::time::Duration;

use rodio::cpal::{BufferSize, ErrorKind};
use rodio::{
    ChannelCount, DeviceSinkBuilder, DeviceSinkError, MixerDeviceSink, SampleRate, Source,
};

use super::super::mix::Mix;
use super::super::synth::RATE;
use super::thread::{Broken, Device};

/// Samples that the device is given at a time. It keeps two such portions, so this is 21 ms from
/// an order to the ear at 48 kHz; rodio's own choice would be four times that.
pub(super) const PORTION: u32 = 512;

/// Opens the default device and lets it play `mix`. It plays until what is returned is dropped.
///
/// `broken` is called, from the device's thread, when it will not play any more.
pub(super) fn open(mix: Mix, broken: Broken) -> Result<Device, Box<dyn Error>> {
    keep_quiet();
    let mut device = open_with(BufferSize::Fixed(PORTION), broken.clone())
        .or_else(|error| open_with(BufferSize::Default, broken).map_err(|_| error))?;
    device.log_on_drop(false);
    device.mixer().add(mix);
    Ok(Box::new(device))
}

/// Without a sound card ALSA would write sixteen lines to the terminal at every try; what opening
/// returns says enough. This holds for the calling thread alone, and each call empties the buffer
/// that the lines go to instead.
#[cfg(target_os = "linux")]
fn keep_quiet() {
    if let Err(error) = alsa::Output::local_error_handler() {
        tracing::debug!("ALSA cannot be kept quiet: {error}");
    }
}

#[cfg(not(target_os = "linux"))]
fn keep_quiet() {}

fn open_with(portion: BufferSize, broken: Broken) -> Result<MixerDeviceSink, DeviceSinkError> {
    let mut broken = Some(broken);
    DeviceSinkBuilder::from_default_device()?
        .with_buffer_size(portion)
        .with_error_callback(move |error| match error.kind() {
            // A portion came late, or the sound goes elsewhere now: it plays on.
            ErrorKind::Xrun | ErrorKind::DeviceChanged => tracing::debug!("audio device: {error}"),
            _ => {
                // Once: the device may call again and again.
                if let Some(broken) = broken.take() {
                    tracing::info!("the audio device plays no more: {error}");
                    broken();
                }
            }
        })
        .open_stream()
}

impl Source for Mix {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        ChannelCount::MIN
    }

    fn sample_rate(&self) -> SampleRate {
        const HERTZ: SampleRate = match NonZero::new(RATE) {
            Some(rate) => rate,
            None => SampleRate::MIN,
        };
        HERTZ
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}
