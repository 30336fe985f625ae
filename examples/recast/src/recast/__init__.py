"""Reads a table in one format and writes it in another."""
