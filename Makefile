# Every target installs what it needs and can be the first one run on a fresh machine.
SHELL := /bin/bash
.DEFAULT_GOAL := help
STAMPS := .local/stamps
RUN := uv run --no-sync
MODE ?= processes
STAGE ?= dev

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 19

# Installation -------------------------------------------------------------------------------------------------------

install: $(STAMPS)/python $(STAMPS)/engine $(STAMPS)/node ## everything the platform needs

$(STAMPS)/python: pyproject.toml layers/core/pyproject.toml uv.lock .python-version scripts/install-python
	@scripts/install-python
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/engine: local/engine/requirements.txt $(STAMPS)/python
	@echo "installing the local AWS engine ..."
	@uv venv -q --allow-existing --python 3.13 .local/engine-venv
	@uv pip install -q --require-hashes --python .local/engine-venv/bin/python -r local/engine/requirements.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/node: frontends/package-lock.json $(STAMPS)/python
	@echo "installing the front ends' packages ..."
	@cd frontends && $(CURDIR)/scripts/with-node npm ci --no-audit --no-fund --loglevel=error
	@mkdir -p $(STAMPS) && touch $@

# Running ------------------------------------------------------------------------------------------------------------

up: install ## the whole platform with the demo store; Ctrl-C stops it (MODE=lambda: through the CDK stack)
	@$(RUN) python -m local.web
	@exec $(RUN) python -m local.up --mode $(MODE)

dev: install ## the same with hot reload
	@exec $(RUN) python -m local.up --dev

reset: ## empty the local state
	@rm -rf .local/state && echo "local state removed"

# Checks and tests -----------------------------------------------------------------------------------------------------

check: install ## linters, types, generated files
	@scripts/check

unit: $(STAMPS)/python ## pure code and fakes
	@$(RUN) pytest tests/unit -q -n 2 --dist worksteal

integration: $(STAMPS)/engine ## repositories, handlers and flows on the local engine
	@$(RUN) pytest tests/integration -q -n 2 --dist worksteal

infra: build ## the synthesised stacks, and every function on its built layers
	@scripts/with-node $(RUN) pytest tests/infra -q

web: $(STAMPS)/node ## front-end units
	@cd frontends && $(CURDIR)/scripts/with-node npm test --silent

e2e: install ## a purchase in a real browser, and over HTTP through the Lambda stack
	@scripts/install-chromium
	@$(RUN) python -m local.web
	@scripts/with-node $(RUN) python -m local.with_platform -- scripts/browser-tests
	@scripts/with-node $(RUN) pytest tests/e2e -q

test: ## every suite; one closing line each
	@scripts/test

bench: install ## print the budgets' tables, write .local/bench.json
	@$(RUN) python -m scripts.bench

backtest: $(STAMPS)/python ## replay research on recorded days: make backtest DAILY=days.csv.gz
	@$(RUN) tradewind research backtest --daily "$(DAILY)"

train-research: $(STAMPS)/python ## train the trend model: make train-research DAILY=days.csv.gz
	@$(RUN) python -m scripts.train_research --daily "$(DAILY)"

simulate-research: $(STAMPS)/python ## the nightly research of 100,000 stores on paper
	@$(RUN) python -m scripts.simulate_research

generate: install ## regenerate the OpenAPI document, the client types and the event schemas
	@scripts/generate

# Deployment -----------------------------------------------------------------------------------------------------------

build: $(STAMPS)/python ## the Lambda layers under .build
	@$(RUN) python -m scripts.build_layers

synth: build ## the CloudFormation templates
	@CDK_STAGE=$(STAGE) scripts/with-node $(RUN) python -m infra_cdk.synth

deploy: build ## deploy a stage to AWS: make deploy STAGE=dev
	@scripts/with-node npx --yes aws-cdk@2.1148.1 deploy --all -c stage=$(STAGE)

.PHONY: help install up dev reset check unit integration infra web e2e test bench backtest train-research simulate-research generate build synth deploy
