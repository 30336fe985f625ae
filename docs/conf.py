"""Configuration of the documentation, which `make docs` builds with Sphinx."""  # noqa: INP001  # Sphinx reads it as a file

from plugin import __version__

project = "python-plugin-loader"
release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "alabaster"
html_theme_options = {"description": "Finds plugins at build time, loads them at run time", "fixed_sidebar": True}
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
