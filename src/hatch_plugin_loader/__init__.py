"""The adapter for Hatchling: a metadata hook that fills in the entry points of the plugins in the wheel."""
