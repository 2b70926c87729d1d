//! A machine with a screen, a pointer and a keyboard of its own, played by QEMU: no part of it
//! is this machine's.
//!
//! It is spoken to by QEMU's machine protocol (QMP, `docs/interop/qmp-spec.txt` in its sources).

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::Command;
use std::sync::MutexGuard;
use std::thread;
use std::time::Duration;

use image::RgbImage;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::debian::Debian;
use crate::display::alone;
use crate::process::{Program, run};
use crate::wait::{eventually, look_within};

/// Its processor is played as well, so everything takes some thirty times as long.
const PATIENCE: Duration = Duration::from_secs(240);

/// QEMU itself answers at once.
const ANSWERS: Duration = Duration::from_secs(30);

/// Of its journal, what a failure prints.
const LINES: usize = 60;

/// Between press and release, and before them: a slow machine must see each.
const HELD: Duration = Duration::from_millis(300);

/// Whoever presses waits as long before they press again.
const ANSWERED: Duration = Duration::from_secs(30);

/// It ends when this is dropped.
#[derive(Debug)]
pub struct VirtualMachine {
    program: Program,
    folder: TempDir,
    control: BufReader<UnixStream>,
    size: (u32, u32),
    _alone: MutexGuard<'static, ()>,
}

impl VirtualMachine {
    /// What a [`Debian`] needs besides to run on it.
    pub const NEEDS: [&str; 6] = [
        "systemd-sysv",
        "dbus",
        "udev",
        "kmod",
        "linux-image-amd64",
        "initramfs-tools",
    ];

    /// Starts a Debian on it, with a screen of this size in pixels, and a second disk for
    /// `/var/lib/legeplads`.
    ///
    /// # Panics
    ///
    /// When it cannot be started.
    pub fn start(debian: &Debian, width: u32, height: u32) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let inside = |name: &str| folder.path().join(name);
        debian.write(
            "/etc/fstab",
            "/dev/vda / ext4 errors=remount-ro 0 1\n/dev/vdb /var/lib/legeplads ext4 rw 0 2\n",
        );
        run(Command::new("mkfs.ext4")
            .args(["-q", "-d"])
            .args([debian.inside("/"), inside("root")])
            .arg("4G"))
        .succeeded("a disk with all of it");
        run(Command::new("mkfs.ext4")
            .arg("-q")
            .arg(inside("data"))
            .arg("512M"))
        .succeeded("a disk for the store");
        let mut command = Command::new("qemu-system-x86_64");
        command
            .args(["-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2"])
            // Whoever starts it anew has found a way out, and ends it.
            .arg("-no-reboot")
            .args(["-m", "2G", "-nic", "none", "-display", "none"])
            .arg("-device")
            .arg(format!("virtio-vga,xres={width},yres={height}"))
            .args(["-device", "virtio-tablet-pci"])
            .args(["-device", "virtio-keyboard-pci"])
            .arg("-drive")
            .arg(format!(
                "file={},format=raw,if=virtio",
                inside("root").display()
            ))
            .arg("-drive")
            .arg(format!(
                "file={},format=raw,if=virtio",
                inside("data").display()
            ))
            .arg("-kernel")
            .arg(first(debian, "vmlinuz-"))
            .arg("-initrd")
            .arg(first(debian, "initrd.img-"))
            .arg("-append")
            .arg("root=/dev/vda ro console=ttyS0 quiet systemd.journald.forward_to_console=1")
            .args(["-serial", "stdio", "-qmp"])
            .arg(format!("unix:{},server,nowait", inside("qmp").display()));
        let alone = alone();
        let program = Program::start(&mut command);
        let stream = eventually("QEMU", || UnixStream::connect(inside("qmp")).ok());
        (stream.set_read_timeout(Some(ANSWERS))).expect("it is no timeout of nothing");
        let mut machine = Self {
            program,
            folder,
            control: BufReader::new(stream),
            size: (width, height),
            _alone: alone,
        };
        machine.asks("qmp_capabilities", &json!({}));
        machine
    }

    /// Pulls its plug, and says whether its system was ever open to be written to.
    ///
    /// # Panics
    ///
    /// When it had ended before, or its disk cannot be read.
    pub fn cut(self) -> bool {
        self.program.cut();
        let disk = self.folder.path().join("root");
        let said = run(Command::new("dumpe2fs").arg("-h").arg(disk)).succeeded("dumpe2fs");
        // A count of mounts that could write; such a mount also opens the journal.
        !said
            .lines()
            .any(|line| line.starts_with("Mount count:") && line.trim_end().ends_with(" 0"))
            || said.contains("needs_recovery")
    }

    /// What is on its screen.
    ///
    /// # Panics
    ///
    /// When QEMU gives no picture.
    pub fn picture(&mut self) -> RgbImage {
        let file = self.folder.path().join("picture.png");
        self.asks("screendump", &json!({"filename": file, "format": "png"}));
        image::open(&file).expect("QEMU writes PNG").to_rgb8()
    }

    /// Presses a point of its screen, in pixels from the upper left corner.
    pub fn press(&mut self, x: u32, y: u32) {
        // Axes go to 32767 (`input-send-event` in QEMU's `qapi/ui.json`).
        let at = |pixel: u32, size: u32| pixel * 32_767 / size;
        let (x, y) = (at(x, self.size.0), at(y, self.size.1));
        let axis = |axis, value| json!({"type": "abs", "data": {"axis": axis, "value": value}});
        self.feels(&json!([axis("x", x), axis("y", y)]));
        for down in [true, false] {
            self.feels(&json!([{"type": "btn", "data": {"down": down, "button": "left"}}]));
        }
    }

    /// Presses keys together, named as QEMU's `sendkey` does: `["ctrl", "alt", "f2"]`.
    pub fn types(&mut self, keys: &[&str]) {
        let keys: Vec<_> = (keys.iter())
            .map(|key| json!({"type": "qcode", "data": key}))
            .collect();
        self.asks("send-key", &json!({"keys": keys}));
        thread::sleep(HELD);
    }

    /// Looks at its screen until there is something, for minutes.
    ///
    /// # Panics
    ///
    /// When there is nothing; then its journal is printed.
    pub fn sees_eventually<T>(
        &mut self,
        what: &str,
        look: impl FnMut(&RgbImage) -> Option<T>,
    ) -> T {
        let found = self.sees_within(PATIENCE, look);
        found.unwrap_or_else(|| self.fails(&format!("waited in vain: {what}")))
    }

    /// Presses a point until that is answered, as somebody does in front of a slow machine.
    ///
    /// # Panics
    ///
    /// When it is never answered; then its journal is printed.
    pub fn presses_until<T>(
        &mut self,
        (x, y): (u32, u32),
        what: &str,
        mut look: impl FnMut(&RgbImage) -> Option<T>,
    ) -> T {
        for _ in 0..PATIENCE.as_secs() / ANSWERED.as_secs() {
            self.press(x, y);
            if let Some(found) = self.sees_within(ANSWERED, &mut look) {
                return found;
            }
        }
        self.fails(&format!("pressed in vain: {what}"))
    }

    /// Looks at its screen for some time, and there is always the same.
    ///
    /// # Panics
    ///
    /// When there is something else in one picture; then its journal is printed.
    pub fn keeps(
        &mut self,
        during: Duration,
        what: &str,
        mut look: impl FnMut(&RgbImage) -> Option<()>,
    ) {
        let lost = look_within(during, || {
            thread::sleep(HELD);
            let picture = self.picture();
            let same = picture.dimensions() == self.size && look(&picture).is_some();
            (!same).then_some(())
        });
        if lost.is_some() {
            self.fails(&format!("no longer seen: {what}"));
        }
    }

    fn sees_within<T>(
        &mut self,
        patience: Duration,
        mut look: impl FnMut(&RgbImage) -> Option<T>,
    ) -> Option<T> {
        look_within(patience, || {
            // Taking pictures takes time from the machine.
            thread::sleep(HELD);
            let picture = self.picture();
            // Firmware and kernel begin with another size.
            (picture.dimensions() == self.size).then(|| look(&picture))?
        })
    }

    fn fails(&mut self, why: &str) -> ! {
        let sketch = sketch(&self.picture());
        let words = self.program.words();
        let mut last: Vec<_> = words.lines().rev().take(LINES).collect();
        last.reverse();
        panic!("{why}\n{}\n{sketch}\n{why}", last.join("\n"))
    }

    fn feels(&mut self, events: &Value) {
        self.asks("input-send-event", &json!({ "events": events }));
        thread::sleep(HELD);
    }

    /// Asks QEMU for something, and waits until it is done.
    fn asks(&mut self, what: &str, with: &Value) {
        let words = json!({"execute": what, "arguments": with});
        writeln!(self.control.get_mut(), "{words}").expect("QEMU listens");
        loop {
            let mut line = String::new();
            self.control.read_line(&mut line).expect("QEMU answers");
            let answer: Value = serde_json::from_str(&line).unwrap_or_else(|error| {
                panic!(
                    "{what}: {error}: {line:?}: QEMU has ended, and so its machine found a way out"
                )
            });
            if answer.get("return").is_some() {
                return;
            }
            assert!(answer.get("error").is_none(), "{what}: {answer}");
        }
    }
}

/// A picture in letters, for where a failure can print nothing else: `@` is light.
fn sketch(picture: &RgbImage) -> String {
    const INK: [char; 8] = [' ', '.', ':', '-', '=', '+', '#', '@'];
    let small = image::imageops::thumbnail(
        &image::DynamicImage::from(picture.clone()).to_luma8(),
        80,
        24,
    );
    let lines = small.rows().map(|row| {
        row.map(|pixel| INK[usize::from(pixel.0[0] / 32)])
            .collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The first file of `/boot` that begins so.
fn first(debian: &Debian, name: &str) -> PathBuf {
    let files = fs::read_dir(debian.inside("/boot")).expect("there is a kernel");
    files
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|file| {
            let file = file.file_name().unwrap_or_default();
            file.to_string_lossy().starts_with(name)
        })
        .unwrap_or_else(|| panic!("/boot has no {name}"))
}
