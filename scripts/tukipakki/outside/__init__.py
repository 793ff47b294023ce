"""External links: asked only on request, never part of the build or of a plain check."""
