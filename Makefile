# make run, make test, make bench work from a clean clone; each does the set-up it needs.
PYTHON ?= python3
LOCK ?= requirements/dev.lock
PY := .venv/bin/python
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet
BENCHES := $(patsubst benchmarks/bench_%.py,%,$(wildcard benchmarks/bench_*.py))

.PHONY: help setup run test lint bench lock translations clean $(addprefix bench-,$(BENCHES))

help:
	@echo "make run | test | lint | bench | bench-NAME ($(BENCHES)) | setup | lock | translations | clean"

setup:
	@PYTHON="$(PYTHON)" installers/linux/setup.sh $(LOCK)

run: setup
	@installers/linux/run-demo.sh

test: setup
	@$(PY) -m pytest $(ARGS)

lint: setup
	@$(PY) -m pytest tests/contract $(ARGS)

bench: setup
	@for name in $(BENCHES); do $(PY) benchmarks/bench_$$name.py || exit 1; done

$(addprefix bench-,$(BENCHES)): bench-%: setup
	@$(PY) benchmarks/bench_$*.py $(ARGS)

lock:
	$(COMPILE) --extra cpu -o requirements/linux.lock
	$(COMPILE) --extra gpu -o requirements/nvidia.lock
	$(COMPILE) --extra directml -o requirements/windows.lock
	$(COMPILE) --extra cpu --extra dev -o requirements/dev.lock

translations: setup
	@$(PY) -m ioc_desktop.ui.i18n update

clean:
	rm -rf build out .mypy_cache .ruff_cache .pytest_cache .hypothesis
