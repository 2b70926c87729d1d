# shellcheck shell=bash disable=SC2034,SC2154 # options and state are deploy/provision's
# No way from the screen to a shell, and none to darkness.

# No consoles, no Ctrl+Alt+Del, no magic keys.
close_ways_out() {
    local unit
    # userconfig: Raspberry Pi OS asks there for a user's name, on a console of its own.
    for unit in getty@.service autovt@.service serial-getty@.service console-getty.service ctrl-alt-del.target userconfig.service; do
        mask "$unit"
    done
    file /etc/sysctl.d/50-legeplads.conf 644 <<'SYSCTL'
# No magic keys on a kiosk's keypad.
kernel.sysrq = 0
# A kernel that has lost itself starts anew.
kernel.panic = 10
SYSCTL
    file /etc/systemd/logind.conf.d/legeplads.conf 644 <<'KEYS'
[Login]
# A keyboard's own keys put no kiosk to sleep.
HandlePowerKey=ignore
HandleRebootKey=ignore
HandleSuspendKey=ignore
HandleHibernateKey=ignore
HandleLidSwitch=ignore
KEYS
}

# A start that fails ends in a shell, or waits for ever where root has no password. Neither helps before an
# audience; what is wrong is in the journal, and on a card that is read elsewhere.
close_the_rescue() {
    local unit
    for unit in emergency rescue; do
        file "/etc/systemd/system/$unit.service.d/legeplads.conf" 644 <<'RESCUE'
[Service]
ExecStart=
ExecStart=/bin/sh -c 'sleep 30; exec systemctl reboot --force'
RESCUE
    done
}

mask() {
    [[ $(readlink "/etc/systemd/system/$1") == /dev/null ]] ||
        step "mask $1" ln --symbolic --force --no-dereference /dev/null "/etc/systemd/system/$1"
}

allow_usb() {
    [[ -n $touch ]] || return 0
    local first='ACTION=="add", SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device"'
    local rules="# Only hubs (class 09) and the touch panel, if it is one, are let in.
$first, ATTR{bDeviceClass}!=\"09\", ATTR{authorized}=\"0\""
    [[ $touch == none ]] || rules+="
$first, ATTR{idVendor}==\"${touch%:*}\", ATTR{idProduct}==\"${touch#*:}\", ATTR{authorized}=\"1\""
    file /etc/udev/rules.d/50-legeplads-usb.rules 644 <<<"$rules"
}

# A desktop, as on a Raspberry Pi OS with one, would take the screen at the next start. It is not
# stopped here: this may run in one of its windows.
send_the_desktop_away() {
    local link=/etc/systemd/system/display-manager.service unit
    [[ -L $link ]] || return 0
    # By its own name: what the link says is gone with the link, and comes back with the desktop's next upgrade.
    unit=$(basename "$(readlink "$link")")
    [[ $(readlink "/etc/systemd/system/$unit") != /dev/null ]] || return 0
    step "disable the desktop's display manager" systemctl disable --quiet "$unit"
    mask "$unit"
    desktop=true
}

# What a Raspberry Pi OS has listen to its network, and a kiosk does not need.
close_doors() {
    local unit
    for unit in avahi-daemon.socket avahi-daemon.service bluetooth.service cups-browsed.service rpcbind.socket rpcbind.service; do
        [[ $(systemctl is-enabled "$unit" 2>/dev/null) != enabled ]] ||
            step "disable $unit" systemctl disable --quiet "$unit"
    done
}
