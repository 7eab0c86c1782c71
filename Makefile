# svidok: `make demo` shows the work on the sample accounts, `make test` runs every check. Both set up what they need.
.DELETE_ON_ERROR:
.PHONY: setup demo test lint types imports unit bench bench-reading reliability offline offline-short lock browser golden without-extras train-reader learning-curve evaluate clean

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
COMPILE := uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --custom-compile-command "make lock"

setup: $(STAMP)

$(STAMP): requirements/runtime.txt requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "svidok needs Python 3.11; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

demo: setup
	@$(BIN)/svidok demo --out demo-out

test: setup browser lint types imports unit without-extras offline-short

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports
	$(BIN)/svidok codebook check

# Everything that reads, as if no extra were installed.
without-extras: setup
	PYTHONPATH=tests/without $(BIN)/python -m pytest -q tests/stages/test_read.py tests/stages/test_engines_reading.py \
	  tests/stages/test_samples.py tests/stages/test_cli_startup.py tests/stages/test_seed_article.py tests/laws/test_read_laws.py

unit:
	$(BIN)/python -m pytest

golden: setup
	$(BIN)/python -m pytest --update-golden tests/golden tests/stages/test_samples.py

# A browser is needed only to look at reports as a reader does; the tests that use it say so when it is missing.
browser:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "installing Chromium for the report tests"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "no Chromium: the report's browser tests will be skipped; install the package 'chromium' to run them" >&2; fi; }

bench: bench-reading

# DOCUMENTS=100000 reads as many for the growth of memory (an hour or so).
bench-reading: setup
	@test -x .bench/bin/python || $(PYTHON) -m venv .bench
	@.bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BIN)/python bench/reading.py --peer .bench/bin/python --documents $(or $(DOCUMENTS),2000)

# Tunes the encoder that reads beside the rules: the same passages give the same figures (about an hour on two cores).
TRAIN := .train/bin/python
train-reader learning-curve: export ORT_DISABLE_TELEMETRY = 1
train-reader: .train/.installed
	$(TRAIN) -m scripts.reader.train --out src/svidok/codebook/reader
	$(TRAIN) -m scripts.reader.votes src/svidok/codebook/reader --out src/svidok/codebook/reader/votes.json

learning-curve: .train/.installed
	for most in 1000 2000 4000 0; do $(TRAIN) -m scripts.reader.train --out .train/curve-$$most --most $$most && \
	  $(TRAIN) -m scripts.reader.measure .train/curve-$$most; done

.train/.installed: requirements/train.txt requirements/torch.txt
	$(PYTHON) -m venv .train
	.train/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.txt
	.train/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/torch.txt
	echo "$(CURDIR)/src" > .train/lib/python3.11/site-packages/svidok.pth
	@touch $@

# The sealed fifth: for a release, not for tuning.
evaluate: setup
	$(BIN)/python -m scripts.reader.evaluate

# The full counts of what `make test` does by a twentieth; docs/reliability.md holds their figures (an hour or so).
reliability: setup offline
	SVIDOK_KILLS=1000 SVIDOK_TEXTS=100000 $(BIN)/python -m pytest tests/stages/test_casebook_kill.py tests/laws
	SVIDOK_DAMAGE=1 $(BIN)/python -m pytest -s tests/reliability

# Where no network is: what tried to reach one is counted. The short one is part of `make test`.
offline: setup
	$(BIN)/python tests/reliability/offline.py

offline-short: setup
	$(BIN)/python tests/reliability/offline.py --short

# Needs uv on the path; writes the hash-locked requirement files.
lock:
	$(COMPILE) pyproject.toml --extra semantic --output-file requirements/runtime.txt
	$(COMPILE) requirements/dev.in --output-file requirements/dev.txt
	$(COMPILE) requirements/bench.in --output-file requirements/bench.txt
	$(COMPILE) requirements/train.in --output-file requirements/train.txt

clean:
	rm -rf $(VENV) .bench .train demo-out
