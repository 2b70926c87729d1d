//! Whether the display sleeps, by what the kernel says of the machine's connectors. A panel that is dark by
//! itself tells nobody.

use std::fs;
use std::path::Path;

/// A folder for each connector of a graphics card: `card0-HDMI-A-1` (`drm_sysfs.c` in the kernel's sources).
const CONNECTORS: &str = "/sys/class/drm";

/// Whether there is a connector, and none of them has a display that is lit. False where nothing is known.
pub fn sleeps() -> bool {
    sleeps_in(Path::new(CONNECTORS))
}

fn sleeps_in(connectors: &Path) -> bool {
    let Ok(entries) = fs::read_dir(connectors) else {
        return false;
    };
    let is_lit = |entry: fs::DirEntry| {
        let path = entry.path();
        let says = |file| Some(fs::read_to_string(path.join(file)).ok()?.trim().to_owned());
        // It writes into memory, and no panel hangs there.
        let is_panel = !path.to_string_lossy().contains("Writeback");
        // Cards have no status.
        let status = says("status").filter(|_| is_panel)?;
        Some(status != "disconnected" && says("dpms")? == "On")
    };
    let mut lit = entries.flatten().filter_map(is_lit).peekable();
    lit.peek().is_some() && !lit.any(|is_lit| is_lit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of connectors with these names, states and power.
    fn said(connectors: &[(&str, &str, &str)]) -> bool {
        let name = format!(
            "panel-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        );
        let folder = std::env::temp_dir().join(name);
        // A card and its render node have no status.
        fs::create_dir_all(folder.join("card0")).expect("made");
        for (name, status, dpms) in connectors {
            let connector = folder.join(name);
            fs::create_dir(&connector).expect("made");
            fs::write(connector.join("status"), format!("{status}\n")).expect("written");
            fs::write(connector.join("dpms"), format!("{dpms}\n")).expect("written");
        }
        let said = sleeps_in(&folder);
        fs::remove_dir_all(&folder).expect("removed");
        said
    }

    #[test]
    fn a_display_sleeps_when_none_is_lit() {
        assert!(!said(&[("card0-HDMI-A-1", "connected", "On")]));
        assert!(said(&[("card0-HDMI-A-1", "connected", "Off")]));
        assert!(
            said(&[("card0-HDMI-A-1", "disconnected", "On")]),
            "no cable"
        );
        assert!(
            !said(&[("card0-DSI-1", "unknown", "On")]),
            "it cannot be asked"
        );
        let other = ("card0-HDMI-A-2", "disconnected", "Off");
        assert!(!said(&[other, ("card0-HDMI-A-1", "connected", "On")]));
        let writeback = ("card0-Writeback-1", "unknown", "On");
        assert!(said(&[
            writeback,
            ("card0-HDMI-A-1", "connected", "Standby")
        ]));
    }

    #[test]
    fn nothing_is_known_without_connectors() {
        assert!(!said(&[]));
        assert!(!sleeps_in(Path::new("/nowhere")));
    }
}
