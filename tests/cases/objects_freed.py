"""Objects whose `__del__` fails are freed in the course of the search, as they are by Python: nothing is seen of that."""
# --- app.py
import contextlib

from plugin import PluginSpec


class Converter:
    def __init__(self, command):
        self._command = command

    def convert(self):
        self._process = self._command.start()

    def __del__(self):
        self._process.kill()


class Journal(Converter):
    def close(self):
        self._file.close()

    __del__ = close


def names():
    for converter in (Converter("ps"), Journal("svg"), type("Own", (Journal,), {"__del__": Journal.close})("own")):
        with contextlib.suppress(AttributeError):
            converter.convert()
        yield converter._command


for name in names():
    globals()[name] = PluginSpec("my.converters", name, list)

# --- expected
# spec my.converters:own app:own
# spec my.converters:ps app:ps
# spec my.converters:svg app:svg
