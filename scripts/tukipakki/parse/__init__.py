"""Text to values; everything in this package is pure."""
