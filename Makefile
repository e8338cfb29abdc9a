# make serve   runs the pages on http://localhost:8000
# make test    runs every test
# Both install what is missing first.

.PHONY: serve test test-engine test-wasm test-server test-browser test-package build bench bench-peers lint fmt soak screenshots site
.DEFAULT_GOAL := serve

PORT ?= 8000

serve: build
	@echo "· the pages, and /api that takes orders, until Ctrl+C:"
	@node www/server/main.js $(PORT)

test: test-engine test-wasm test-server test-browser test-package

test-engine:
	@echo "· the engine, natively"
	cargo test

test-wasm: build
	@echo "· every case through the built package in Node"
	node --test tests/cases/ tests/package/cases.test.mjs tests/package/expressions.test.mjs

test-server: build
	@echo "· the receiving end, with real processes that are killed"
	node --test tests/server/

test-browser: build
	@tools/install.sh engines
	@tools/compat.sh
	@echo "· the pages and every case in headless Chromium; forms and the engine in Firefox and WebKit as well"
	node --test tests/browser/

test-package: build
	@tools/install.sh browser
	@tools/compat.sh
	@echo "· bad input and misuse of every public function; the packed package in Node, in a page and through Vite"
	node --test $(filter-out tests/package/cases.% tests/package/expressions.%,$(wildcard tests/package/*.test.mjs))

build:
	@tools/install.sh node
	@tools/build.sh

bench: build
	node benches/bench.mjs
	node benches/feel.mjs
	node benches/standards.mjs
	node benches/portal.mjs
	node benches/growth.mjs
	@tools/install.sh browser
	node benches/chromium.mjs
	node benches/form.mjs
	node benches/data.mjs target/bench
	cargo bench --quiet --bench native

# Compares with other libraries on the same work; installs them first.
bench-peers: build
	npm ci --prefix benches/peers --no-audit --no-fund --silent
	cd benches/peers && node bench.mjs && node size.mjs

lint: build
	cargo fmt --check
	cargo clippy --workspace --all-targets -- -D warnings
	node tools/types.mjs
	node tools/format.mjs --check
	node tools/bars.mjs --check

fmt:
	cargo fmt
	node tools/format.mjs
	node tools/bars.mjs

# Long runs: a million mutated inputs, ten million expressions, 10,000 orders to a server that is killed, 500 killed
# tabs.
soak: build
	GONGDAN_CASES=1000000 cargo test --release --test it -- soak
	FEEL_COUNT=10000000 cargo test --release --test it -- feel_property
	GONGDAN_CASES=1000000 node --test tests/package/bad-input.test.mjs tests/package/bad-bytes.test.mjs tests/package/same-findings.test.mjs tests/package/month.test.mjs tests/browser/worker.test.mjs tests/browser/bad-input.test.mjs
	GONGDAN_POSTS=10000 node --test tests/server/durability.test.mjs
	GONGDAN_KILLS=500 node --test tests/browser/killed.test.mjs

screenshots: build
	@tools/install.sh browser
	node tools/screenshots.mjs

site: build
	node tools/site.mjs
