#!/usr/bin/env bash
# Installs what is missing on a bare machine, one part at a time, and reports each step.
# It builds nothing of this project and changes nothing that is already installed.
#
#   tools/install.sh target     the wasm32-unknown-unknown standard library
#   tools/install.sh wasm       wasm-bindgen (the version in Cargo.lock) and wasm-pack
#   tools/install.sh node       the npm packages of package-lock.json
#   tools/install.sh browser    a Chromium with its driver and a Chinese font
#   tools/install.sh engines    Firefox and WebKit with their drivers, if available
#   tools/install.sh run CMD…   runs CMD with the wasm tools on its PATH
set -euo pipefail
cd "$(dirname "$0")/.."

target=wasm32-unknown-unknown
cache="${XDG_CACHE_HOME:-$HOME/.cache}/gongdan"
debian_library="/usr/lib/rustlib/$target/lib"
debian=(/usr/bin/rustc -Clinker=wasm-ld-22)

say() { printf '· %s\n' "$*"; }

root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

apt() {
  say "apt-get install $*"
  root apt-get update -qq
  root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Compiles a crate with `lto`, the only proof: on some machines the target's folder exists without a library. Arguments:
# the compiler and its options.
links() {
  local compiler=$1 work
  shift
  work=$(mktemp -d)
  echo '#[no_mangle] pub extern "C" fn probe(n: u32) -> usize { vec![0u8; n as usize].len() }' >"$work/probe.rs"
  "$compiler" --edition 2021 --crate-type cdylib -Clto=fat -O --target "$target" "$@" \
    -o "$work/probe.wasm" "$work/probe.rs" >"$work/log" 2>&1
  local outcome=$?
  rm -rf "$work"
  return $outcome
}

# Debian has a current rustc for its web browsers: with sources, but without a library for wasm32.
build_debian_library() {
  apt rustc-web cargo-web rust-web-src lld-22
  say "building the standard library for $target (about a minute)"
  local work
  work=$(mktemp -d)
  mkdir "$work/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
  echo '#![no_std]' >"$work/src/lib.rs"
  (cd "$work" && env -u CARGO_TARGET_DIR RUSTFLAGS=-Cembed-bitcode=yes RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc \
    /usr/bin/cargo build --quiet --release --target "$target" \
    -Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro)
  root mkdir -p "$debian_library"
  (cd "$work/target/$target/release/deps" && rm -f libempty-* && root cp -- *.rlib *.rmeta "$debian_library/")
  rm -rf "$work"
}

# Determines the toolchain that builds wasm here, `rustup` or `debian`. Stored, since the proof takes a second.
install_target() {
  local stamp
  stamp="$cache/target-$(rustc --version | tr -c 'A-Za-z0-9.\n' '-')"
  if [ ! -f "$stamp" ]; then
    mkdir -p "$cache"
    if links rustc; then
      echo rustup >"$stamp"
    elif say "rustup target add $target" && rustup target add "$target" >/dev/null 2>&1 && links rustc; then
      echo rustup >"$stamp"
    elif command -v apt-get >/dev/null; then
      say "rustup has no $target here; Debian's compiler takes its place"
      [ -x /usr/bin/wasm-ld-22 ] && [ -d "$debian_library" ] && links "${debian[@]}" || build_debian_library
      links "${debian[@]}" || { say "the $target library that was built does not link"; exit 1; }
      echo debian >"$stamp"
    else
      say "no way found to install $target: try 'rustup target add $target'"
      exit 1
    fi
    say "$target: ready ($(cat "$stamp"))"
  fi
  toolchain=$(cat "$stamp")
}

locked() { sed -n "/^name = \"$1\"$/{n;s/^version = \"\(.*\)\"$/\1/p;}" Cargo.lock; }

# One folder per version, so that no other tools are overwritten.
install_tool() {
  local crate=$1 version=$2 root="$cache/$1-$2"
  [ -f "$root/.crates.toml" ] && return
  say "cargo install $crate $version (a few minutes, once)"
  local -a install=(env -u CARGO_TARGET_DIR -u RUSTFLAGS cargo install --quiet --root "$root" --version "$version" "$crate")
  # A registry's mirror may lack a version that the tool's lock file names.
  "${install[@]}" --locked || { say "$crate: its lock file cannot be kept to here; using newer versions"; "${install[@]}"; }
}

# With the library's sources, it is rebuilt without panic messages, which a page cannot show.
has_sources() {
  [ "$toolchain" = debian ] || [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ]
}

install_sources() {
  has_sources && return
  say "rustup component add rust-src"
  rustup component add rust-src >/dev/null 2>&1 || say "not to be had here: the wasm will be about 6 % larger"
}

install_wasm() {
  install_target
  install_sources
  install_tool wasm-bindgen-cli "$(locked wasm-bindgen)"
  install_tool wasm-pack 0.15.1
}

install_node() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  say "npm ci"
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
}

chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && type -P "$name" && return
  done
  return 1
}

install_browser() {
  if command -v apt-get >/dev/null; then
    chromium >/dev/null && type -P chromedriver >/dev/null || apt chromium chromium-driver fonts-noto-cjk
  elif ! chromium >/dev/null; then
    install_node
    say "playwright-core install chromium"
    npx playwright-core install chromium
  fi
}

# The suite runs in all engines that are available. Without Debian's packages, Firefox and WebKit are left to CI.
install_engines() {
  install_browser
  command -v apt-get >/dev/null || { say "Firefox and WebKit are installed from Debian's packages; not here"; return; }
  local -a packages=()
  type -P firefox-esr >/dev/null || type -P firefox >/dev/null || packages+=(firefox-esr)
  type -P WebKitWebDriver >/dev/null || packages+=(webkit2gtk-driver)
  type -P xvfb-run >/dev/null || packages+=(xvfb xauth)
  [ ${#packages[@]} = 0 ] || apt "${packages[@]}" || say "not to be had here: ${packages[*]}"
  type -P geckodriver >/dev/null || install_tool geckodriver 0.37.0 || say "not to be had here: geckodriver"
}

run() {
  install_wasm
  PATH="$cache/wasm-bindgen-cli-$(locked wasm-bindgen)/bin:$cache/wasm-pack-0.15.1/bin:$PWD/node_modules/.bin:$PATH"
  if [ "$toolchain" = debian ]; then
    PATH="/usr/bin:$PATH"
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-22
  fi
  # A panic aborts at once, without a message: `make test` searches for panics. GONGDAN_PLAIN leaves the library
  # unchanged.
  if [ -z "${GONGDAN_PLAIN:-}" ] && has_sources; then
    # Inlines only what is short or says `always`, does not precompute for two places, keeps loops as written, moves
    # sixteen bytes at once, and more by one instruction (`tools/copies.mjs`): smaller, and hardly slower. With a stack
    # of a little less than 1 MiB, the addresses above it are a byte shorter.
    export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    export RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort --cfg swift -Cllvm-args=-inlinehint-threshold=75 -Cllvm-args=-enable-pre=false -Cllvm-args=-disable-lsr -Cllvm-args=-replexitval=never -Cllvm-args=-max-store-memcpy=1 -Ctarget-feature=+simd128 -Clink-arg=-zstack-size=1003520"
  fi
  # A separate folder: two compilers in one would build everything twice.
  export CARGO_TARGET_DIR="$PWD/target/wasm"
  exec "$@"
}

case "${1:-}" in
  target) install_target ;;
  wasm) install_wasm ;;
  node) install_node ;;
  browser) install_browser ;;
  engines) install_engines ;;
  run) shift; run "$@" ;;
  *) sed -n '2,10p' "$0"; exit 2 ;;
esac
