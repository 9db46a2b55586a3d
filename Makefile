# Everything that one does here. Running a target again only does what is missing.

SWIFT ?= swift
# One binary that needs no Swift on the machine that it is copied to.
RELEASE = -c release --product boxoffice --static-swift-stdlib

.PHONY: help run test test-tsan build lint format libraries clean

help: ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: build ## Serve the demo house on port 8080, building for release first
	exec "$$($(SWIFT) build $(RELEASE) --show-bin-path)/boxoffice" serve --demo

build: libraries ## Build the binary for release
	$(SWIFT) build $(RELEASE)

test: libraries lint ## Lint, a debug build, and all tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

test-tsan: libraries ## The tests of the store and the desk under the thread sanitizer, in a build of its own
	TSAN_OPTIONS="suppressions=$(CURDIR)/scripts/thread-sanitizer.supp" \
		$(SWIFT) test --sanitize thread --scratch-path .build-tsan --filter BoxOfficeStoreTests

lint: ## Check the formatting, without changing anything
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## Format everything in place
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

libraries: ## Install the C libraries that the build needs, where they are missing
	@scripts/install-libraries

clean: ## Forget everything that was built
	rm -rf .build
