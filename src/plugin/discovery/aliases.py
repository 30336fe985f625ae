"""Alternative names of this library's modules."""

ALIASES = {
    "plux": "plugin",
    "plux.core": "plugin.core",
    "plux.core.plugin": "plugin.core",
    "plux.core.entrypoint": "plugin.entrypoint",
    "plux.runtime": "plugin",
    "plux.runtime.manager": "plugin.manager",
    "plux.runtime.filter": "plugin.filters",
}
"""Modules of plux -> our modules that replace them, so that code written for plux is understood unchanged."""
