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
RECORDINGS ?= ../shared/data/feeds
VENV := build/deps/venv/bin

.PHONY: help
help: ## print this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: build ## run the pipeline on 27 years of ECB rates, into ./lake (SOURCE=frankfurter: live; LAKE=folder)
	@scripts/run_demo.sh "$(BUILD)/bin/fxlake" "$(SOURCE)" "$(LAKE)"

.PHONY: test
test: ## build everything and run every test
	@scripts/setup.sh test
	@scripts/build.sh release "$(BUILD)" all
	@ctest --test-dir "$(BUILD)" --output-on-failure --parallel "$$(($$(nproc) + 1))"

.PHONY: build
build: ## build the optimized programs: build/bin/fxlake
	@scripts/setup.sh build
	@scripts/build.sh release "$(BUILD)" apps/all

.PHONY: check
check: test asan tsan lint test-dqdl ## run everything that must pass before a merge: test, asan, tsan, lint and test-dqdl

.PHONY: asan tsan
asan: ## run every test under AddressSanitizer and UndefinedBehaviorSanitizer
tsan: ## run every test under ThreadSanitizer
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
lint: ## check formatting, names and common errors in C++, Python and shell
	@scripts/setup.sh lint
	@scripts/build.sh release "$(BUILD)" all
	@scripts/lint.sh "$(BUILD)"

.PHONY: test-server
test-server: build ## test the server with ten thousand idle and a hundred thousand hostile clients, and attacks (two minutes)
	@scripts/setup.sh test
	@for test in robustness attacks; do FXLAKE_BUILD="$(abspath $(BUILD))" FXLAKE_CROWD=1 $(VENV)/python tests/server_$${test}_test.py; done

.PHONY: test-dqdl
test-dqdl: build ## compare the DQDL parser with AWS's own (fetches it, one minute)
	@scripts/setup.sh dqdl
	@FXLAKE_BUILD="$(abspath $(BUILD))" $(VENV)/python tests/dqdl_check.py

.PHONY: test-trust
test-trust: build ## damage each object of a small lake and check what every command reports; writes docs/reference/trust.md (minutes)
	@scripts/setup.sh test
	@FXLAKE_BUILD="$(abspath $(BUILD))" $(VENV)/python tests/trust_campaign.py

.PHONY: test-recordings
test-recordings: build ## test plausibility on recorded responses of all sources: no false alarm, every injected fault held (minutes; RECORDINGS=folder)
	@scripts/setup.sh test
	@FXLAKE_BUILD="$(abspath $(BUILD))" $(VENV)/python tests/recordings_check.py "$(RECORDINGS)"

.PHONY: test-spark
test-spark: build ## Spark reads the lake's Iceberg tables as DuckDB does (fetches 0.5 GB)
	@scripts/setup.sh spark
	@FXLAKE_BUILD="$(BUILD)" $(VENV)/python tests/spark_check.py

.PHONY: test-trino
test-trino: build ## compare a real Trino server with DuckDB on the lake (fetches 0.8 GB, minutes)
	@scripts/setup.sh trino
	@FXLAKE_BUILD="$(BUILD)" $(VENV)/python tests/trino_check.py

.PHONY: fuzz
fuzz: ## fuzz every parser under AddressSanitizer (TIME=60 seconds each)
	@scripts/setup.sh fuzz
	@scripts/fuzz.sh "$(TIME)"

.PHONY: bench
bench: build ## compare FXLake with Polars, pandas and DuckDB, into docs/benchmarks (BENCH=quick: without the large inputs)
	@scripts/setup.sh test
	@$(VENV)/python bench/main.py "$(BUILD)/bin/fxlake" $(if $(filter quick,$(BENCH)),--quick)

.PHONY: check-infra
check-infra: build ## check the AWS stack with tflint and checkov (needs terraform)
	@scripts/setup.sh infra
	@scripts/check_infra.sh "$(BUILD)"

.PHONY: diagrams
diagrams: build ## draw the pictures of assets/ again
	@scripts/setup.sh diagrams
	@scripts/diagrams.sh "$(BUILD)/bin/fxlake"

.PHONY: init plan deploy destroy start logs
init: ## AWS: connect to the state of an environment (ENV=dev; docs/guides/aws.md)
plan: package ## AWS: show what a deployment would change
deploy: package ## AWS: plan, ask, and deploy the pipeline
destroy: package ## AWS: remove the pipeline, after asking
start: ## AWS: start one execution and follow it
logs: ## AWS: show logs of functions and executions of the last hour
init plan deploy destroy start logs:
	@scripts/aws.sh $@ "$(ENV)"

.PHONY: bench-lambda
bench-lambda: build ## compare fxlake-cloud in Lambda with Python and boto3, into docs/benchmarks/lambda.md
	@scripts/setup.sh test
	@$(VENV)/python bench/lambda_start.py "$(BUILD)"

.PHONY: package
package: build ## build packages into build/package: wheel, archive, .deb, .rpm, container image, zips for Lambda and Glue, SHA256SUMS, parts list
	@scripts/setup.sh packages
	@scripts/package/main.py "$(BUILD)" build/package

.PHONY: image
image: build ## build the container image alone, an OCI archive, into build/package
	@scripts/package/main.py "$(BUILD)" build/package --only image

.PHONY: test-packages
test-packages: package ## install each package on an empty system and measure the time to the first rate (root; minutes)
	@FXLAKE_BUILD="$(abspath $(BUILD))" $(VENV)/python tests/packages_check.py

.PHONY: bench-serve
bench-serve: build ## compare the server with nginx and a file of the same size, into docs/benchmarks/serve.md
	@scripts/setup.sh bench
	@$(VENV)/python bench/serve.py "$(BUILD)/bin/fxlake"

.PHONY: bench-asl
bench-asl: build ## compare the States Language with aws-local-stepfunctions, into docs/benchmarks/asl.md
	@scripts/setup.sh bench
	@scripts/build.sh release "$(BUILD)" jsonata_bench
	@$(VENV)/python bench/states.py "$(BUILD)/bin/fxlake"

.PHONY: bench-tables
bench-tables: build ## what publishing Iceberg tables costs, into docs/benchmarks/tables.md
	@scripts/setup.sh bench
	@$(VENV)/python bench/tables.py "$(BUILD)/bin/fxlake"

.PHONY: bench-reading
bench-reading: build ## measure how fast responses are read, compared with pandas, and a hundred sources at once, into docs/benchmarks/reading.md
	@scripts/setup.sh bench
	@scripts/build.sh release "$(BUILD)" reading_bench
	@$(VENV)/python bench/reading.py "$(BUILD)"

.PHONY: clean
clean: ## remove the build; fetched dependencies stay in build/deps
	@find build -mindepth 1 -maxdepth 1 ! -name deps -exec rm -rf {} +
