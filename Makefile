# Everything that one does here. Running a target again only does what is missing.

SWIFT ?= swift
# One binary that needs no Swift on the machine that it is copied to.
RELEASE = -c release --product boxoffice --static-swift-stdlib
# What the bench is told: BENCH=--quick, BENCH=--help.
BENCH ?=
# A PostgreSQL that the bench is done on instead: make bench DATABASE=postgres://USER@HOST/NAME.
DATABASE ?=

OPENAPI = Sources/BoxOfficeHTTP/Reference/openapi.yaml
PYTHON = .build/venv/bin/python
# Every exchange of the tests over HTTP, a line each.
EXCHANGES = $(CURDIR)/.build/exchanges.jsonl

# The tests of the program that are about more than files.
POSTGRESQL_COMMANDS = SellersDay|Keys|Audit|Stop|Log|Kill|Fight|Failover|Copy|Drain

.PHONY: help run test test-postgresql test-tsan soak bench build lint format libraries test-libraries contract fuzz clean

help: ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: build ## Serve the demo house on port 8080, building for release first
	exec "$$($(SWIFT) build $(RELEASE) --show-bin-path)/boxoffice" serve --demo

build: libraries ## Build the binary for release
	$(SWIFT) build $(RELEASE)

test: test-libraries lint ## Lint, a debug build, all tests, and the checks against the OpenAPI document
	@echo "Building everything for debugging"
	$(SWIFT) build --build-tests
	@echo "Running all tests, and writing down what they exchange"
	@rm -f $(EXCHANGES)
	BOXOFFICE_EXCHANGES=$(EXCHANGES) $(SWIFT) test --skip-build
	@$(MAKE) --no-print-directory test-postgresql
	@$(MAKE) --no-print-directory contract fuzz

test-postgresql: ## Of the debug build, the tests of what is remembered, sold and killed, on a PostgreSQL of their own
	@for tests in BoxOfficeStoreTests BoxOfficeHTTPTests 'Commands/($(POSTGRESQL_COMMANDS))/'; do \
		echo "Running $$tests on PostgreSQL"; \
		BOXOFFICE_TEST_ENGINE=postgresql BOXOFFICE_EXCHANGES=$(EXCHANGES) \
			$(SWIFT) test --skip-build --filter "$$tests" || exit 1; \
	done

contract: ## Hold what the last tests exchanged against the OpenAPI document
	@scripts/python-environment .build/venv
	@echo "Holding what the tests exchanged against the OpenAPI document"
	@$(PYTHON) Tests/Contract/check_exchanges.py $(OPENAPI) $(EXCHANGES)

fuzz: ## Send the debug build what the OpenAPI document allows, and what it does not
	@scripts/python-environment .build/venv
	@echo "Sending a server what the OpenAPI document allows, and what it does not"
	@$(PYTHON) Tests/Contract/fuzz.py "$$($(SWIFT) build --show-bin-path)/boxoffice"

bench: build ## Measure the server and its ceilings, in a quarter of an hour (BENCH=--quick: in three minutes)
	$(SWIFT) build -c release --product BoxOfficeBench --static-swift-stdlib
	exec "$$($(SWIFT) build $(RELEASE) --show-bin-path)/BoxOfficeBench" measure $(if $(DATABASE),--database $(DATABASE)) $(BENCH)

test-tsan: test-libraries ## The tests of the store and the desk under the thread sanitizer, in a build of its own
	TSAN_OPTIONS="suppressions=$(CURDIR)/scripts/thread-sanitizer.supp" \
		$(SWIFT) test --sanitize thread --scratch-path .build-tsan --filter BoxOfficeStoreTests

soak: test-libraries ## Five minutes of buyers by chance, beside a model: every answer is right, and memory does not grow
	$(SWIFT) build --build-tests
	BOXOFFICE_SOAK_SECONDS=300 $(SWIFT) test --skip-build --filter Commands/Soak

lint: ## Check the formatting, without changing anything
	@echo "Checking the formatting"
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Snippets Tests

format: ## Format everything in place
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Snippets Tests

libraries: ## Install the C libraries that the build needs, where they are missing
	@scripts/install-libraries

test-libraries:
	@scripts/install-libraries tests

clean: ## Forget everything that was built
	rm -rf .build
