# Nestwork's commands. Needs only make (3.81 or newer) and a Python 3.12 or newer; `make help` lists them.
# Tools are called as `python -m tool`: their own scripts carry the environment's path and die in a moved clone.
PY = .venv/bin/python
ARGS =
.PHONY: help demo demo-reset test prove check bench duties messages clean
.DEFAULT_GOAL := help
# A failed recipe says its own sentence; one command at a time.
.NOTPARALLEL:

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@echo ''
	@echo '  make demo ARGS="--practices 12 --children 150" for a larger network'
	@echo '  NESTWORK_PORT=8100 make demo to use another port, NESTWORK_HOME=/folder to keep its data elsewhere'

demo: ## start the demonstration network; Ctrl-C ends it, the data stays
	@sh deploy/environment local
	@exec $(PY) -m nestwork.embedded demo $(ARGS)

demo-reset: ## forget the demonstration's data and start over
	@sh deploy/environment local
	@$(PY) -m nestwork.embedded reset
	@exec $(PY) -m nestwork.embedded demo $(ARGS)

# Two workers: the suite outweighs the second one's start. ARGS="-n 0 tests/tenants/today" for a few tests at once.
test: ## the tests (a few minutes)
	@sh deploy/environment dev
	@$(PY) -m pytest -m "not prove" -n 2 $(ARGS)

prove: ## the long proofs: kill tests, brute force, browser journeys that take long
	@sh deploy/environment dev
	@$(PY) -m pytest -m prove $(ARGS)

check: ## format, lint, types, import contract, templates, migrations, deployment files
	@sh deploy/environment dev
	@sh .ci/check

bench: ## measure, and write benchmarks/latest.json
	@sh deploy/environment dev
	@$(PY) -m benchmarks $(ARGS)

duties: ## which duty of the customer's documents is proven by which test
	@sh deploy/environment dev
	@$(PY) -m tests.duties

messages: ## collect translatable text into the Spanish catalogue and compile it
	@sh deploy/environment dev
	@DJANGO_SETTINGS_MODULE=nestwork.settings.test $(PY) manage.py messages $(ARGS)

clean: ## remove everything that was made here: environment, data, caches
	@if [ -x $(PY) ]; then $(PY) -m nestwork.embedded remove; fi
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis staticfiles build dist
