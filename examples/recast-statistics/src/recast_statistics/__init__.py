"""Steps and commands of recast that count and sum up."""
