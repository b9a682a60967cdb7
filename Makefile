# Each target is one command of config/launcher; `make help` tells what it does.
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help run test setup check fuzz worker shell reset audit sbom

help run test setup check fuzz worker shell reset audit sbom:
	@$(PYTHON) config/launcher $@ $(ARGS)
