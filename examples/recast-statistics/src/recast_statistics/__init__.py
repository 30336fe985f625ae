"""Steps and commands for recast that count and sum."""
