"""Classes and specs within `while`: a queue that is worked off, a counter, a search that breaks off."""
# --- app.py
from plugin import Plugin, PluginSpec

waiting = ["csv", "xml", "json"]
while waiting:
    suffix = waiting.pop(0)

    class Exporter(Plugin):
        namespace = "shop.exporters"
        name = suffix

    globals()[suffix.upper()] = Exporter
else:
    EMPTY = PluginSpec("shop.exporters", f"left-{len(waiting)}", Exporter)

taken = {"report", "report-1", "report-2"}
number = 0
while True:
    candidate = f"report-{number}" if number else "report"
    if candidate not in taken:

        class Report(Plugin):
            namespace = "shop.reports"
            name = candidate

        break
    number += 1

while (level := number - 2) < 1:
    number += 1
del Exporter
LEVEL = PluginSpec("shop.levels", f"level-{level}", Report)
# --- expected
# class shop.exporters:csv app:CSV
# class shop.exporters:xml app:XML
# class shop.exporters:json app:JSON
# spec shop.exporters:left-0 app:EMPTY
# class shop.reports:report-3 app:Report
# spec shop.levels:level-1 app:LEVEL
