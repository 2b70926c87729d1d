# shellcheck shell=bash
# Shared by deploy/kiosk and deploy/test: what a machine needs, and the one build that both use.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Outside the checkout, so that every clone on a machine shares it.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/legeplads/target}
programs=$CARGO_TARGET_DIR/debug

say() { printf '%s\n' "$*"; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# --- Debian packages ---------------------------------------------------------------------------

missing=()

# need WHY PACKAGE...: notes those that are not installed yet. PACKAGE:ARCHITECTURE is of another kind of
# machine.
need() {
    local why=$1 native installed package
    local -a lacking=()
    shift
    native=$(dpkg --print-architecture 2>/dev/null || true)
    # Fails when it does not know a package; what it knows it prints all the same.
    installed=$(dpkg-query --show --showformat '${Package}:${Architecture} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        grep -qxF -e "$package installed" -e "$package:$native installed" -e "$package:all installed" <<<"$installed" ||
            lacking+=("$package")
    done
    if ((${#lacking[@]})); then
        say "missing: ${lacking[*]} ($why)"
        missing+=("${lacking[@]}")
    fi
}

# Installs what was noted. Asks for root only now, and only if there is something to do.
install_missing() {
    ((${#missing[@]})) || return 0
    local -a as_root=()
    if ! command -v apt-get >/dev/null; then
        say "This is no Debian, so nothing is installed; where something fails, look for these packages' like."
        return 0
    fi
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "as root, run: apt-get install ${missing[*]}"
        say "Installing them needs root; sudo may ask for your password."
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    "${as_root[@]}" apt-get update --quiet=2
    "${as_root[@]}" apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}" ||
        fail "these packages could not be installed: ${missing[*]}"
    missing=()
}

need_to_build() {
    need "to compile and link" build-essential pkg-config
    need "sound, windows, keyboards and fonts, to link against" \
        libasound2-dev libwayland-dev libxkbcommon-dev libfontconfig-dev
}

# A Raspberry Pi's programs, made on a machine of another kind.
need_to_build_for_arm64() {
    need "to compile and link for arm64" crossbuild-essential-arm64
    need "what arm64's programs link against" \
        libasound2-dev:arm64 libwayland-dev:arm64 libxkbcommon-dev:arm64 libfontconfig-dev:arm64
    ((${#missing[@]} == 0)) || has_arm64_packages ||
        fail "this Debian knows no packages of arm64; as root, run: dpkg --add-architecture arm64"
}

has_arm64_packages() { dpkg --print-foreign-architectures | grep -qx arm64; }

need_to_run() {
    need "the letters on the glass; emoji for feeds that use them" \
        fonts-sil-andika fonts-quicksand fonts-noto-color-emoji
    need "to draw, with or without a GPU" libvulkan1 mesa-vulkan-drivers
    need "a window under X11" libxkbcommon-x11-0 libx11-xcb1 libxcursor1 libxi6 libxrandr2
}

need_a_virtual_display() {
    need "a display where there is none, and pictures of it" xvfb imagemagick
}

# --- Rust --------------------------------------------------------------------------------------

# The toolchain is rustup's business; too old a one is told at once instead of 20 minutes later.
require_rust() {
    local wanted found
    wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$root/Cargo.toml")
    command -v cargo >/dev/null ||
        fail "cargo is not on the path; install Rust $wanted or newer with https://rustup.rs"
    found=$(rustc --version | cut -d ' ' -f 2)
    if [[ $(printf '%s\n' "$wanted" "${found%%-*}" | sort --version-sort | head -n 1) != "$wanted" ]]; then
        fail "rustc is $found, but $wanted or newer is needed; run: rustup update stable"
    fi
}

# The one build. Always the whole workspace: the features of the dependencies are chosen for all
# its crates together, so the kiosk and its tests share every dependency.
build() {
    if [[ ! -d $programs ]]; then
        say "Building into $CARGO_TARGET_DIR; from nothing this takes some 20 minutes on two cores."
    fi
    cargo build --manifest-path "$root/Cargo.toml" --workspace --locked
}

# rustup's smallest profile comes without these two.
require_linters() {
    if cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; then
        return 0
    fi
    command -v rustup >/dev/null || fail "cargo has no fmt and clippy; install rustfmt and clippy"
    say "Adding rustfmt and clippy to the toolchain."
    rustup component add rustfmt clippy
}
