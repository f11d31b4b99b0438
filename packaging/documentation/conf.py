"""What Sphinx needs to know; `make_site.py` calls it."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_VERSION = runpy.run_path(str(ROOT / "packaging" / "release" / "version.py"))["version"]

project = "SOC Studio"
author = "The SOC Studio developers"
version = release = _VERSION()
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

html_theme = "furo"
html_title = f"{project} {version}"
html_copy_source = html_show_sourcelink = False

highlight_language = "none"  # blocks without a language are commands and folders
myst_heading_anchors = 4
smartquotes = False  # two hyphens are an option, not a dash

# Docstrings say `name` for code, and types stand in the signatures.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88
napoleon_use_ivar = True
napoleon_use_rtype = False
