#!/usr/bin/env bash
# Builds pkg/compat/: the engine as JavaScript, for pages where WebAssembly is unavailable. It is compiled for the first
# version of WebAssembly, since wasm2js reads no other, and the package's modules are copied beside it.
#
#   tools/compat.sh            builds what is stale
#   tools/compat.sh engine DIR the engine alone, with the wasm tools on the PATH (called by the above)
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = engine ]; then
  [ -n "${CARGO_UNSTABLE_BUILD_STD:-}" ] || exit 1
  RUSTFLAGS="${RUSTFLAGS:-} -Ctarget-cpu=mvp -Ctarget-feature=-simd128" CARGO_TARGET_DIR=target/compat \
    cargo build --quiet --release -p gongdan-wasm --target wasm32-unknown-unknown
  wasm-bindgen --target web --out-dir "$2" --out-name gongdan target/compat/wasm32-unknown-unknown/release/gongdan_wasm.wasm
  exit
fi

out=pkg/compat
built=$out/.built
if [ -f "$built" ] && [ -z "$(find src wasm pkg/lib pkg/index.js Cargo.toml Cargo.lock tools/compat.sh tools/compat.mjs -type f -newer "$built" | head -1)" ]; then
  exit 0
fi
echo "· building the engine as JavaScript"
rm -rf "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! tools/install.sh run tools/compat.sh engine "$work"; then
  echo "· not to be had here: it needs the sources of Rust's library"
  exit 0
fi
node_modules/.bin/wasm-opt -Oz --strip-debug --strip-producers "$work/gongdan_bg.wasm" -o "$work/small.wasm"
node_modules/.bin/wasm2js -O "$work/small.wasm" -o "$work/engine.js"
node tools/compat.mjs "$work" "$out"
touch "$built"
