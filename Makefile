# Sets up and runs everything from a bare checkout. `make help` says what there is.
# Works with GNU make 3.81, which is what macOS has.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
DEPENDENCIES := pyproject.toml constraints.txt
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test fuzz lint bench soak tables wheel clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  ARGS=… goes to the command behind run, test, fuzz and bench; PYTHON=… picks the interpreter."

run: $(VENV)/run.stamp ## set up and start the bridge: make run ARGS="--listen 127.0.0.1:7700"
	@scripts/debian-packages "sound on this machine's own device" libportaudio2
	@exec $(BIN)/dx7bridge serve --output auto $(ARGS)

test: $(VENV)/test.stamp ## set up and run the tests: make test ARGS="-k sysex"
	@scripts/debian-packages "the tests against real programs" jackd2 puredata-core puredata-gui xvfb fonts-dejavu-core \
		supercollider-language libportaudio2
	@$(BIN)/python -m pytest $(ARGS)

fuzz: $(VENV)/test.stamp ## run the fuzzers for long: make fuzz ARGS="syx --cases 100000" (--seconds, --seed)
	@PYTHONPATH=.:tests $(BIN)/python -m fuzz $(ARGS)

lint: $(VENV)/test.stamp ## style, types, and which room may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/test.stamp ## run every benchmark (but benchmarks/growth.py, which takes half an hour)
	@for benchmark in $(filter-out benchmarks/soak.py benchmarks/growth.py,$(wildcard benchmarks/*.py)); do \
		[ -e "$$benchmark" ] || { echo "no benchmarks yet"; break; }; \
		echo "== $$benchmark"; $(BIN)/python "$$benchmark" $(ARGS) || exit 1; \
	done

soak: $(VENV)/test.stamp ## play for long and see whether anything grows or is lost: make soak ARGS="--seconds 3600"
	@$(BIN)/python benchmarks/soak.py $(ARGS)

tables: $(VENV)/test.stamp ## write the generated tables and client files again
	@PYTHONPATH=. $(BIN)/python scripts/tables
	@$(BIN)/python -m generators --pictures

wheel: $(VENV)/test.stamp ## build the wheel into dist/
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls -l dist

clean: ## remove what make made, the environment included (trained runs stay)
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than what it was made from: a second call installs nothing.
$(VENV)/run.stamp: $(DEPENDENCIES) | $(BIN)/python
	@echo "installing dx7bridge into $(VENV) (torch is large: a few minutes the first time)"
	@$(PIP) -e '.[dexed]'
	@touch $@

$(VENV)/test.stamp: $(DEPENDENCIES) | $(BIN)/python
	@echo "installing dx7bridge and what its tests need into $(VENV) (torch is large: a few minutes the first time)"
	@$(PIP) -e '.[dexed,train,dev]'
	@touch $@ $(VENV)/run.stamp

$(BIN)/python:
	@scripts/make-venv $(VENV)
