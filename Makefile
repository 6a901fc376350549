# Sets up and runs everything from a bare checkout. `make help` says what there is.
# Works with GNU make 3.81, which is what macOS has.

VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# Processes that run tests side by side; 0: one file after the other. Tests of real programs mostly wait.
WORKERS ?= 3
SIDE_BY_SIDE := -n $(WORKERS) --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help run check test fuzz mutants lint bench soak tables wheel clean environment-run environment-test

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  ARGS=… goes to the command behind run, check, test, fuzz, mutants and bench; PYTHON=… picks the interpreter."

run: environment-run ## set up and start the bridge: make run ARGS="--listen 127.0.0.1:7700"
	@scripts/debian-packages "sound on this machine's own device" libportaudio2
	@scripts/rtmidi $(VENV)
	@exec $(BIN)/dx7bridge serve --output auto $(ARGS)

check: environment-test ## the quick tests, for the inner loop: those of tests/unit
	@$(BIN)/python -m pytest -n auto --dist loadfile tests/unit $(ARGS)

test: environment-test ## set up and run every test: make test ARGS="-k sysex" (WORKERS=0: one after the other)
	@scripts/debian-packages "the tests against real programs" jackd2 puredata-core puredata-gui xvfb fonts-dejavu-core \
		supercollider-language libportaudio2 chromium
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

fuzz: environment-test ## run the fuzzers for long: make fuzz ARGS="syx --cases 100000" (--seconds, --seed)
	@PYTHONPATH=.:tests:tests/support $(BIN)/python -m fuzz $(ARGS)

mutants: environment-test ## change the code and see whether a test fails: make mutants ARGS="--minutes 10 voice"
	@$(BIN)/python -c "import cosmic_ray" 2>/dev/null || $(BIN)/python -m pip install --quiet --group mutants
	@$(BIN)/python scripts/mutants $(ARGS)

lint: environment-test ## style, types, and which room may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@scripts/panel-types

bench: environment-test ## run every benchmark (but benchmarks/growth.py, which takes half an hour)
	@for benchmark in $(filter-out benchmarks/soak.py benchmarks/growth.py,$(wildcard benchmarks/*.py)); do \
		[ -e "$$benchmark" ] || { echo "no benchmarks yet"; break; }; \
		echo "== $$benchmark"; $(BIN)/python "$$benchmark" $(ARGS) || exit 1; \
	done

soak: environment-test ## play for long and see whether anything grows or is lost: make soak ARGS="--seconds 3600"
	@$(BIN)/python benchmarks/soak.py $(ARGS)

tables: environment-test ## write the generated tables and client files again
	@PYTHONPATH=. $(BIN)/python scripts/tables
	@$(BIN)/python -m generators --pictures

wheel: environment-test ## build the wheel into dist/
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls -l dist

clean: ## remove what make made, the environment included (trained runs stay)
	rm -rf $(VENV) $(VENV).new $(VENV).log build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Makes .venv, or mends it, or brings it up to date; a second call does nothing.
environment-run environment-test:
	@scripts/environment $(@:environment-%=%) $(VENV)
