"""Document formats for recast."""
