"""The directive ``generated``, which names a module of this package whose function ``markdown`` gives the text."""

from importlib import import_module

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from _ext.modules import source_of


class Generated(SphinxDirective):
    """Stands where the text goes; its arguments are the name of the module, and what the function takes."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        name, *arguments = self.arguments
        text = import_module(f"_ext.{name}").markdown(*arguments)
        return self.parse_text_to_nodes(text, allow_section_headings=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; Sphinx calls this."""
    app.add_directive("generated", Generated)
    app.connect("viewcode-follow-imported", source_of)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
