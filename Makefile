# SPDX-License-Identifier: Apache-2.0
# Every target does its own set-up; `make` alone says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SOURCE ?= ecb-history
LAKE ?= lake
BUILD ?= build
TIME ?= 60
ENV ?= dev
VENV := build/deps/venv/bin

.PHONY: help
help: ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: build ## the whole pipeline on 27 years of ECB rates, into ./lake (SOURCE=frankfurter: live; LAKE=folder)
	@scripts/run_demo.sh "$(BUILD)/bin/fxlake" "$(SOURCE)" "$(LAKE)"

.PHONY: test
test: ## build everything and run every test
	@scripts/setup.sh test
	@scripts/build.sh release "$(BUILD)" all
	@ctest --test-dir "$(BUILD)" --output-on-failure --parallel "$$(($$(nproc) + 1))"

.PHONY: build
build: ## the programs: build/bin/fxlake, optimized
	@scripts/setup.sh build
	@scripts/build.sh release "$(BUILD)" apps/all

.PHONY: check
check: test asan tsan lint test-dqdl ## what has to pass before a merge: test, asan, tsan, lint and test-dqdl

.PHONY: asan tsan
asan: ## every test under AddressSanitizer and UndefinedBehaviorSanitizer
tsan: ## every test under ThreadSanitizer
asan tsan:
	@scripts/setup.sh test
	@scripts/build.sh $@ build/$@ all
	@ctest --test-dir build/$@ --output-on-failure --parallel "$$(nproc)"

.PHONY: fmt
fmt: ## format C++ and Python in place
	@scripts/setup.sh lint
	@git ls-files '*.h' '*.cc' | xargs $(VENV)/clang-format -i
	@$(VENV)/ruff format --quiet assets bench infra python scripts tests

.PHONY: lint
lint: ## formatting, names and known traps in C++, Python and shell
	@scripts/setup.sh lint
	@scripts/build.sh release "$(BUILD)" all
	@scripts/lint.sh "$(BUILD)"

.PHONY: test-server
test-server: build ## ten thousand idle and a hundred thousand hostile clients of the server, and attacks (two minutes)
	@scripts/setup.sh test
	@for test in robustness attacks; do FXLAKE_BUILD="$(abspath $(BUILD))" FXLAKE_CROWD=1 $(VENV)/python tests/server_$${test}_test.py; done

.PHONY: test-dqdl
test-dqdl: build ## rules are read as AWS's own parser of DQDL reads them (fetches it, a minute)
	@scripts/setup.sh dqdl
	@FXLAKE_BUILD="$(abspath $(BUILD))" $(VENV)/python tests/dqdl_check.py

.PHONY: test-trust
test-trust: build ## each object of a small lake damaged in each way, and what every command says of it; writes docs/reference/trust.md (minutes)
	@scripts/setup.sh test
	@FXLAKE_BUILD="$(abspath $(BUILD))" $(VENV)/python tests/trust_campaign.py

.PHONY: test-trino
test-trino: build ## a real Trino server reads the lake as DuckDB does (fetches 0.8 GB, minutes)
	@scripts/setup.sh trino
	@FXLAKE_BUILD="$(BUILD)" $(VENV)/python tests/trino_check.py

.PHONY: fuzz
fuzz: ## feed every parser hostile bytes under AddressSanitizer (TIME=60 seconds each)
	@scripts/setup.sh fuzz
	@scripts/fuzz.sh "$(TIME)"

.PHONY: bench
bench: build ## FXLake beside Polars, pandas and DuckDB, into docs/benchmarks (BENCH=quick: without the large inputs)
	@scripts/setup.sh test
	@$(VENV)/python bench/main.py "$(BUILD)/bin/fxlake" $(if $(filter quick,$(BENCH)),--quick)

.PHONY: check-infra
check-infra: build ## the AWS stack by tflint and by checkov's policies (needs terraform)
	@scripts/setup.sh infra
	@scripts/check_infra.sh "$(BUILD)"

.PHONY: diagrams
diagrams: build ## draw the pictures of assets/ again
	@scripts/setup.sh diagrams
	@scripts/diagrams.sh "$(BUILD)/bin/fxlake"

.PHONY: init plan deploy destroy start logs
init: ## AWS: connect to the state of an environment (ENV=dev; docs/guides/aws.md)
plan: package ## AWS: what a deployment would change
deploy: package ## AWS: plan, ask, and put the pipeline on AWS
destroy: package ## AWS: take it down, after asking
start: ## AWS: one execution, followed to its end
logs: ## AWS: what functions and executions wrote in the last hour
init plan deploy destroy start logs:
	@scripts/aws.sh $@ "$(ENV)"

.PHONY: bench-lambda
bench-lambda: build ## fxlake-cloud in Lambda beside Python with boto3, into docs/benchmarks/lambda.md
	@scripts/setup.sh test
	@$(VENV)/python bench/lambda_start.py "$(BUILD)"

.PHONY: package
package: build ## into build/package: wheel, archive, .deb, zips for Lambda and Glue, SHA256SUMS, parts list
	@scripts/package/main.py "$(BUILD)" build/package

.PHONY: bench-serve
bench-serve: build ## the server beside nginx with a file of the same size, into docs/benchmarks/serve.md
	@scripts/setup.sh bench
	@$(VENV)/python bench/serve.py "$(BUILD)/bin/fxlake"

.PHONY: bench-asl
bench-asl: build ## the States Language beside aws-local-stepfunctions, into docs/benchmarks/asl.md
	@scripts/setup.sh bench
	@$(VENV)/python bench/states.py "$(BUILD)/bin/fxlake"

.PHONY: bench-reading
bench-reading: build ## how fast bodies are read, beside pandas, and a hundred sources at once, into docs/benchmarks/reading.md
	@scripts/setup.sh bench
	@scripts/build.sh release "$(BUILD)" reading_bench
	@$(VENV)/python bench/reading.py "$(BUILD)"

.PHONY: clean
clean: ## remove what was built; what set-up fetched stays in build/deps
	@find build -mindepth 1 -maxdepth 1 ! -name deps -exec rm -rf {} +
