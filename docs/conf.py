"""Configuration of the documentation, which `make docs` builds with Sphinx."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # where the extension of our own stands

from plugin import __version__
from plugin.cli.codes import DOCUMENTATION

project = "python-plugin-loader"
release = __version__
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_design",
    "_ext.generated",
]
exclude_patterns = ["_ext"]
nitpicky = True
nitpick_ignore = [  # types in annotations that are no part of what is public
    ("py:class", name)
    for name in (
        "Distribution",
        "F",
        "InstalledEntryPoint",
        "Offer",
        "P",
        "Resolver",
        "State",
        "TracebackType",
        "argparse._SubParsersAction",
        "click.core.Command",
        "plugin.container.Lock",
        "plugin.container.Turn",
        "plugin.installed.InstalledEntryPoint",
    )
]

html_theme = "furo"
pygments_dark_style = "a11y-dark"  # as legible as the light one of the theme
html_title = project
html_favicon = html_logo = "_static/plug.svg"
html_baseurl = f"{DOCUMENTATION}/"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

add_module_names = False  # the title of the page has the name

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"

# The names of Python that the pages link to stand in a file, so that a build needs no network.
intersphinx_mapping = {"python": ("https://docs.python.org/3", "_ext/python.inv")}

copybutton_exclude = ".linenos, .gp, .go"  # prompts and output
