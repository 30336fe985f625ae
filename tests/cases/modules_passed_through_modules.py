"""Modules that others can be reached through: only what is asked of them counts, not texts and names that look alike."""
# --- project/__init__.py
# --- project/constants.py
import project
VERSION = getattr(project, "__version__", "0")
# --- project/config.py
import os, tempfile
from project import constants
FOLDER = os.path.join(tempfile.gettempdir(), "project", constants.VERSION)
SETTINGS = os.environ.get("SETTINGS", os.path.expanduser("~/.project"))
# --- project/helpers.py
from project import config
def shorten(text):
    return text[: len(config.FOLDER)]
# --- project/models.py
from project import config, helpers
class Model:
    folder = config.FOLDER
    def label(self):
        return helpers.shorten(self.folder)
MODELS = {each.folder: each for each in Model.__subclasses__()}
# --- project/bases.py
from plugin import Plugin
class Base(Plugin):
    namespace = "ns"
# --- app.py
from project import constants
import project.bases
roundabout = getattr(constants, "project")
class A(constants.project.bases.Base):
    name = "a"
class B(roundabout.bases.Base):
    name = "b"
class C(project.bases.
        Base):
    name = "c"
class D(project . bases . Base):
    name = "d"
# --- expected
# class ns:a app:A
# class ns:b app:B
# class ns:c app:C
# class ns:d app:D
