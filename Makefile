# `make demo` and `make test` do everything from a fresh checkout; Python 3.11 to 3.13 is all they need.
# For Windows see the pip lines in README.md.

PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
INSTALLED = $(VENV)/.installed
LINTING = $(VENV)/.installed-lint
PIP = $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test lint install clean

# The window on the sample; where there is no screen to show it on, the command line.
demo: $(INSTALLED)
	@if [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  $(BIN)/soc-studio --sample; \
	else \
	  echo "There is no screen for the window, so the masks of the sample are written to ./demo"; \
	  $(BIN)/soc-studio segment resources/sample/sample.mp4 "the woman in the yellow dress" "the dog" -o demo --overlay; \
	fi

test: $(INSTALLED)
	$(BIN)/python -m pytest

lint: $(LINTING)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

install: $(INSTALLED)

# The stamps are written last: an installation that was broken off is done again.
$(INSTALLED): pyproject.toml constraints.txt
	@found=; \
	for python in "$(PYTHON)" python3 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; \
	  then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "SOC Studio needs Python 3.11, 3.12 or 3.13 with its venv module, and none was found." >&2; \
	  echo "Install one, or say where it is: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; \
	  exit 1; \
	fi; \
	rm -f $(INSTALLED) $(LINTING); \
	if ! $(BIN)/python -c 'import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then \
	  echo "Making $(VENV) with $$found"; \
	  "$$found" -m venv --clear $(VENV) || exit 1; \
	fi
	$(PIP) install -c constraints.txt -e ".[test,window]"
	@touch $@

$(LINTING): $(INSTALLED)
	$(PIP) install -c constraints.txt -e ".[test,window,lint]"
	@touch $@

clean:
	rm -rf $(VENV) demo build dist
