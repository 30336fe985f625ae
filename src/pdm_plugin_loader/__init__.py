"""The adapter for PDM: a build hook that fills in the entry points of the plugins in the wheel."""

HOOK_NAME = "plugin-loader"
