# The commands of the project. The first one that needs Python makes .venv; later ones are quick.
#
#   make run             serve the page at http://127.0.0.1:5000  (options: ARGS="--port 8000")
#   make test            every check and every test
#   make check           the interaction models, the content and the conversations
#   make lint            ruff and mypy
#   make format          lay the code out as make lint wants it
#   make models          write the interaction models that Alexa imports, interaction_model/*.json
#   make review          write review.html, the page that a clinician reads and signs
#   make audio           build the audio library  (options: ARGS="--locale en-AU --jobs 2")
#   make publish-audio   copy the library to S3-compatible storage  (see docs/going-live.md)
#   make package         build the zips: for AWS Lambda, and for Home Assistant
#   make package         build the zip for AWS Lambda
#   make pythons         the tests without browser and sound on the other Pythons at hand
#   make templates       look for unsafe settings in the AWS templates
#   make bench           measure; write benchmarks/results.md, and the README's tables
#   make lock            pin the newest versions that the requirements allow
#   make clean           remove what was made, .venv too
#
# PYTHON=/path/to/python3.12 chooses the Python that .venv is made with.

PY := .venv/bin/python
RUN := .venv/ready-to-run
TEST := .venv/ready-to-test

.PHONY: help run test check lint format models review audio publish-audio package bench lock clean
.PHONY: help run test check lint format review audio publish-audio package templates bench lock clean
.PHONY: help run test check lint format review audio publish-audio package pythons templates bench lock clean
.DELETE_ON_ERROR:
.NOTPARALLEL:  # two targets would install into one .venv at once

help:
	@sed -n 's/^#   //p' $(firstword $(MAKEFILE_LIST))

$(RUN): requirements.txt constraints.txt
	@PYTHON="$(PYTHON)" scripts/setup.sh run

$(TEST): requirements.txt requirements-speakers.txt requirements-dev.txt constraints.txt
	@PYTHON="$(PYTHON)" scripts/setup.sh test

run: $(RUN)
	@$(PY) -m harness serve $(ARGS)

test: lint check
	$(PY) -m pytest $(ARGS)

check: $(RUN)
	$(PY) -m harness check

lint: $(TEST)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: $(TEST)
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

models: $(RUN)
	$(PY) -m interaction_model build

review: $(RUN)
	@$(PY) -m harness review $(ARGS)

audio: $(RUN)
	@$(PY) -m audio build $(ARGS)

publish-audio: $(TEST)
	@$(PY) -m deploy.publish_audio $(ARGS)

package: $(RUN)
	@$(PY) -m deploy.package $(ARGS)
	@$(PY) -m deploy.home_assistant

pythons: $(TEST)
	@scripts/pythons.sh $(ARGS)

templates: $(TEST)
	@scripts/templates.sh

bench: $(TEST)
	@$(PY) -m benchmarks $(ARGS)
	$(if $(ARGS),,@$(PY) scripts/figures.py)

lock:
	@scripts/lock.sh

clean:
	rm -rf .venv build dist review.html audio/cache audio/library
	rm -f interaction_model/en-[!U]*.json
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
