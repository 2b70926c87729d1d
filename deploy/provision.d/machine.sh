# shellcheck shell=bash disable=SC2154 # the options are deploy/provision's
# Whether this machine can become a kiosk at all: asked before anything is changed.

require_a_known_system() {
    local codename
    [[ -e /etc/debian_version ]] || fail "this is no Debian; the steps are in deploy/provision to read"
    codename=$(. /etc/os-release && printf %s "${VERSION_CODENAME-}")
    [[ $codename == bookworm ]] ||
        fail "this is ${codename:-another Debian}, and Debian 12 or a Raspberry Pi OS of it (bookworm, 64 bits) is needed"
    $check || ((EUID == 0)) || fail "run it as root: sudo deploy/provision …"
}

require_a_fitting_package() {
    local of here
    [[ -n $package ]] || return 0
    of=$(dpkg-deb --field "$package" Architecture)
    here=$(dpkg --print-architecture)
    [[ $of == "$here" ]] || fail "--package $package is for $of, and this machine is $here; deploy/package --help says how to make one"
}

# What is changed within an overlay is gone with the next restart.
require_a_system_that_keeps_changes() {
    local line
    ! grep --quiet '^overlayroot / ' /proc/mounts ||
        fail "the system is read-only, so changes would be gone with the next restart; start it once with overlayroot=disabled on the kernel's line, and run this again"
    for line in /boot/firmware/cmdline.txt /boot/cmdline.txt; do
        [[ ! -f $line ]] || ! grep --quiet --extended-regexp '\boverlayroot=("?)[^d" ]' "$line" ||
            fail "$line has overlayroot=, as raspi-config writes it: it would take /var/lib/legeplads along, and what kiosks counted; take it out, restart, and use --read-only"
    done
}

# Without it every restart would lose what was fetched.
require_a_data_partition() {
    $read_only || return 0
    mountpoint --quiet /var/lib/legeplads && return 0
    if $check; then
        say "needed before --read-only: /var/lib/legeplads on a partition of its own"
        return 0
    fi
    fail "--read-only: /var/lib/legeplads is no partition of its own, so every restart would lose what was fetched; make one, name it in /etc/fstab, mount it, and run this again"
}

# No other USB device is let in: a disk would not be, either.
require_disks_that_are_let_in() {
    local folder source ways
    [[ -n $touch ]] || return 0
    for folder in / /boot/firmware /var/lib/legeplads; do
        source=$(findmnt --noheadings --output SOURCE --mountpoint "$folder") || continue
        ways=$(lsblk --noheadings --inverse --output TRAN "$source" 2>/dev/null || true)
        [[ $ways != *usb* ]] ||
            fail "--touch: $folder is on a USB disk, which would not be let in after the next restart"
    done
}
