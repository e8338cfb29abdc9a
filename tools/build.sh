#!/usr/bin/env bash
# Builds the package: the wasm into pkg/wasm/, the standards into pkg/standards/. Prints the size of the wasm.
set -euo pipefail
cd "$(dirname "$0")/.."

wasm=pkg/wasm/gongdan_bg.wasm
# Touched last, so that an interrupted build is repeated.
built=pkg/wasm/.built
if [ ! -f "$built" ] || [ -n "$(find src wasm Cargo.toml Cargo.lock tools/build.sh tools/install.sh tools/brotli.mjs tools/copies.mjs tools/frames.mjs tools/pack.mjs tools/order.mjs tools/instructions.mjs tools/locals.mjs tools/module.mjs tools/names.mjs tools/glue.mjs -type f -newer "$built" | head -1)" ]; then
  rm -f "$built"
  echo "· building the engine for WebAssembly"
  pack() {
    tools/install.sh run wasm-pack build wasm --release --target web --mode no-install --no-pack \
      --out-dir ../pkg/wasm --out-name gongdan
  }
  pack || { echo "· again, with Rust's library as it is" && GONGDAN_PLAIN=1 pack; }
  # wasm-pack ignores its output in git, and npm respects that.
  rm -f pkg/wasm/.gitignore
  features=(--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals
    --enable-reference-types --enable-multivalue --enable-simd)
  node tools/copies.mjs "$wasm" "${features[@]}"
  # Two rounds of flattening and restoring loops compress better. The limit on inlining and the skipped passes keep
  # functions similar to each other. The first KiB of memory is unused: it is the far end of the stack.
  node_modules/.bin/wasm-opt --low-memory-unused --flatten --dfo -Oz --flatten --rereloop -Oz -Oz \
    --one-caller-inline-max-function-size=1 --skip-pass=local-cse --skip-pass=merge-locals --strip-debug --strip-producers "${features[@]}" "$wasm" -o "$wasm.small"
  node tools/pack.mjs "$wasm.small" "${features[@]}"
  mv "$wasm.small" "$wasm"
  node tools/brotli.mjs "$wasm"
  node tools/glue.mjs pkg/wasm
  touch "$built"
fi

node tools/inline.mjs pkg/standards
# The element loads it for signatures; pages without a bundler load it from here.
mkdir -p pkg/vendor
grep -v sourceMappingURL node_modules/signature_pad/dist/signature_pad.min.js >pkg/vendor/signature_pad.js
printf 'declare const SignaturePad: any;\nexport default SignaturePad;\n' >pkg/vendor/signature_pad.d.ts
node tools/size.mjs

if [ ! -d www/vendor ] || [ -n "$(find tools/vendor.mjs package-lock.json -newer www/vendor)" ]; then
  node tools/vendor.mjs
  touch www/vendor
fi

pages=www/standards/index.html
if [ ! -f "$pages" ] || [ -n "$(find standards tests/cases tools/pages pkg/wasm docs/functions.json -type f -newer "$pages" | head -1)" ]; then
  node tools/pages/write.mjs
fi

node tools/crm.mjs

# Last, since it contains the digests of all files of the page.
node tools/offline.mjs
