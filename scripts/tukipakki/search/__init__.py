"""Site to one search index a language."""
