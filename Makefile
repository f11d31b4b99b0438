# `make demo` and `make test` do everything from a fresh checkout; Python 3.11 to 3.13 is all they need.
# For Windows see the pip lines in README.md.

PYTHON ?= python3
VENV = .venv
SCRIPTS = $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN = $(VENV)/$(SCRIPTS)
INSTALLED = $(VENV)/.installed
LINTING = $(VENV)/.installed-lint
DOCUMENTING = $(VENV)/.installed-docs
RELEASING = $(VENV)/.installed-release
PIP = $(BIN)/python -m pip --disable-pip-version-check

# Compiling tests anew for every run would take each worker longer than to import them.
unexport PYTHONDONTWRITEBYTECODE
# A worker for each processor; the tests of a file stay together and share what is costly to make.
# A run in which a worker dies ends at once: with another in its place it would never end.
TESTS = $(BIN)/python -m pytest -n auto --maxprocesses 8 --max-worker-restart 0 --dist loadfile

.PHONY: demo bench accept-trees compare-pictures accept-pictures test check check-timing check-thoroughly lint style format docs smoke dist package release install clean

# The window on the sample; where there is no screen to show it on, the command line.
demo: $(INSTALLED)
	@if [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  $(BIN)/soc-studio --sample; \
	else \
	  echo "There is no screen for the window, so the masks of the sample are written to ./demo"; \
	  $(BIN)/soc-studio segment resources/sample/sample.mp4 "the woman in the yellow dress" "the dog" -o demo --overlay; \
	fi

test: $(INSTALLED)
	$(TESTS)

# What to run before a commit: minutes less than `make test`.
check: lint
	$(TESTS) -m "not slow"

# How long things take, and whether the window's event loop stands still: on a quiet machine.
check-timing: $(INSTALLED)
	$(BIN)/python -m pytest --judge-time

# Each figure as a ratio to a reference measured in the same run, and what fell since the last release.
bench: $(INSTALLED)
	$(BIN)/python benchmarks/ratios.py

# Ten times the seeds, examples and kills of `make test`: before a release, or after a change of files.
check-thoroughly: $(INSTALLED)
	$(TESTS) --thorough

lint: style
	$(BIN)/mypy
	$(BIN)/lint-imports

style: $(LINTING)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(LINTING)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What screen readers are told of every screen, as it is now: look at what changed, then commit it.
accept-trees: $(INSTALLED)
	ACCEPT_TREES=1 $(BIN)/python -m pytest -q tests/ui/test_screens.py

# Every state of the window as a picture, compared with those accepted in tests/ui/pictures.
compare-pictures: $(INSTALLED)
	$(BIN)/python packaging/screenshots.py --compare --project build/Street.soc

# The pictures of now as the accepted ones, and those of the documents anew.
accept-pictures: $(INSTALLED)
	$(BIN)/python packaging/screenshots.py --accept --project build/Street.soc

# The documentation as a site in build/docs; a warning is an error.
docs: $(DOCUMENTING)
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/documentation/make_site.py

# The wheel and the source distribution in dist; the version is that of the tag.
dist: $(RELEASING)
	$(BIN)/python packaging/release/wheels.py --into dist

# The program to download, for this system, in dist; for a small one install PyTorch for the processor first.
package: $(RELEASING)
	$(BIN)/python packaging/program/package.py --into dist

# A release: make release VERSION=1.2.3. Changelog, tag, wheel, checksums; nothing is pushed.
release: $(RELEASING)
	$(BIN)/python packaging/release/release.py $(VERSION)

# The wheel by itself, away from the checkout: it has to bring all that the program needs.
smoke: $(INSTALLED)
	rm -rf build/smoke
	$(PIP) wheel --no-deps -w build/smoke .
	$(BIN)/python -m venv build/smoke/venv
	cd build/smoke && venv/$(SCRIPTS)/python -m pip install -c ../../constraints.txt "$$(ls soc_studio-*.whl)"
	cd build/smoke && venv/$(SCRIPTS)/soc-studio segment ../../resources/sample/sample.mp4 "the dog" --to 12 -o result
	cd build/smoke && QT_QPA_PLATFORM=offscreen venv/$(SCRIPTS)/python -c "import soc_studio.ui.main_window"
	test -s build/smoke/result/tracks.json

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
	rm -f $(INSTALLED) $(LINTING) $(DOCUMENTING) $(RELEASING); \
	if ! $(BIN)/python -c 'import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then \
	  echo "Making $(VENV) with $$found"; \
	  "$$found" -m venv --clear $(VENV) || exit 1; \
	fi
	$(PIP) install -c constraints.txt -e ".[test,window]"
	@touch $@

$(LINTING): $(INSTALLED)
	$(PIP) install -c constraints.txt -e ".[test,window,lint]"
	@touch $@

$(DOCUMENTING): $(INSTALLED)
	$(PIP) install -c constraints.txt -e ".[test,window,docs]"
	@touch $@

$(RELEASING): $(INSTALLED)
	$(PIP) install -c constraints.txt -e ".[test,release]"
	@touch $@

clean:
	rm -rf $(VENV) demo build dist
