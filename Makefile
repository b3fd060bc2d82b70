# The two commands a newcomer needs are `make run` and `make test`; the rest serves those who work on the code.
PYTHON ?= python3
BIN := .venv/bin

DATA ?= ../shared/data
US := $(DATA)/crunchbase-2013
CN := $(DATA)/itjuzi-events-2015

.PHONY: run test format lint types tests rules bench bench-safety model reference lock clean

run: .venv/run.done  ## install, rank the bundled example cohort, then serve the application to look at it
	@mkdir -p out
	$(BIN)/upslope rank data/examples/fictional-24.csv --as-of 2021-06-30 --output out/ranking.xlsx --top 10
	@echo
	@echo "In Chinese:       $(BIN)/upslope rank data/examples/fictional-24.zh.csv --as-of 2021-06-30 --lang zh"
	@echo "Your own table:   $(BIN)/upslope rank applicants.xlsx --output ranking.xlsx"
	@echo "The example cohort is at /examples, the form at /, the API at /api of:"
	$(BIN)/upslope serve

test: lint types rules tests  ## everything that has to hold before a change lands

lint: .venv/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

types: .venv/dev.done
	$(BIN)/mypy

rules: .venv/dev.done
	$(BIN)/upslope rules check

tests: .venv/dev.done
	$(BIN)/python -m pytest -n auto --dist loadfile

format: .venv/dev.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev.done  ## measure Upslope beside what people would use instead; results in benchmarks/RESULTS.md
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python benchmarks/run_all.py

bench-safety: .venv/dev.done  ## kill writers and servers at random, throw broken input at whatever reads it
	$(BIN)/python benchmarks/kill.py
	$(BIN)/python benchmarks/kill_server.py
	$(BIN)/pip install --quiet --disable-pip-version-check 'atheris>=2.3'
	$(BIN)/python benchmarks/fuzz.py

model: .venv/dev.done  ## refit the shipped progression model from DATA and measure it for its card
	$(BIN)/upslope train --events $(US)/rounds.csv --companies $(US)/companies.csv \
		--acquisitions $(US)/acquisitions.csv --events $(CN)/events.csv --output models/progression
	$(BIN)/python -m scoring.cli.card $(DATA) models/progression

reference: .venv/run.done  ## rebuild the reference population of peers from DATA
	$(BIN)/upslope reference build --data $(DATA) --output data/reference

lock: .venv/dev.done  ## renew the locked versions from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
		--extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

.venv/made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Upslope needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run.done: .venv/made requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/dev.done: .venv/run.done requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv out dist build
