# shellcheck shell=bash disable=SC2154 # the options are deploy/provision's
# What keeps a machine going that nobody looks after.

limit_the_journal() {
    file /etc/systemd/journald.conf.d/legeplads.conf 644 <<'JOURNAL'
[Journal]
SystemMaxUse=200M
RuntimeMaxUse=64M
MaxRetentionSec=1month
JOURNAL
}

watch_the_hardware() {
    file /etc/systemd/system.conf.d/legeplads.conf 644 <<'WATCHDOG'
[Manager]
# A machine that hangs is started anew by its own watchdog, where it has one.
RuntimeWatchdogSec=30
# A Raspberry Pi's counts to sixteen and begins anew: of two minutes it would make eight seconds.
RebootWatchdogSec=1min
# Ctrl+Alt+Del in quick succession is no way to start it anew either.
CtrlAltDelBurstAction=none
WATCHDOG
}

# What the kernel is told before there are files to read. Without `panic` the first files of a start that
# fails end in a shell of root's.
tell_the_kernel() {
    local line=/boot/firmware/cmdline.txt word
    if [[ -f $line ]]; then
        # A Raspberry Pi's firmware switches off what the units' limits of memory rest on.
        for word in panic=10 cgroup_enable=memory; do
            grep --quiet --word-regexp --fixed-strings -- "$word" "$line" ||
                step "add $word to $line" sed --in-place "1s/\$/ $word/" "$line"
        done
    elif [[ -f /etc/default/grub ]]; then
        file /etc/default/grub.d/legeplads.cfg 644 <<'GRUB'
# A start that fails is tried again; without this it would end in a shell.
GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX panic=10"
GRUB
        grep --quiet --word-regexp panic=10 /boot/grub/grub.cfg 2>/dev/null || step "tell GRUB of it" update-grub
    fi
}

keep_the_root_read_only() {
    local unit=dphys-swapfile.service
    $read_only || return 0
    file /etc/overlayroot.local.conf 644 <<'OVERLAY'
# recurse=0: what is mounted elsewhere, such as /var/lib/legeplads, stays as it is.
overlayroot="tmpfs:recurse=0"
OVERLAY
    # A file to swap to cannot lie in memory.
    [[ $(systemctl is-enabled "$unit" 2>/dev/null) != enabled ]] ||
        step "disable $unit" systemctl disable --quiet "$unit"
    begin_with_overlayroot
}

# overlayroot works from the first files of a start; where they lack it, the system is as writable as ever, and
# nothing says so. A Raspberry Pi has a kernel for each of its models.
begin_with_overlayroot() {
    local config=/boot/firmware/config.txt lacking
    lacking=$(lack_overlayroot)
    [[ -z $lacking ]] || step "put overlayroot into the first files of $lacking" update-initramfs -u -k all
    if [[ -f $config ]] && ! grep --quiet --extended-regexp '^(auto_initramfs=1|initramfs )' "$config"; then
        step "have $config load them" write "$config" 755 "$(<"$config")"$'\n[all]\nauto_initramfs=1'
    fi
    $check && return 0
    lacking=$(lack_overlayroot)
    [[ -z $lacking ]] || fail "--read-only: the first files of $lacking still lack overlayroot, so the system would stay writable; update-initramfs -u -k all says why"
}

# The kernels whose first files lack it.
lack_overlayroot() {
    local files has
    local -a lacking=()
    for files in /boot/initrd.img-*; do
        [[ -f $files ]] || continue
        # Whole, and then searched: a reader that has found it ends the writer, and that looks like a failure.
        has=$(lsinitramfs "$files" 2>/dev/null || true)
        [[ $has == *scripts/init-bottom/overlayroot* ]] || lacking+=("${files#*img-}")
    done
    printf %s "${lacking[*]}"
}
