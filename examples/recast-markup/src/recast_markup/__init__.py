"""Formats of recast for documents."""
