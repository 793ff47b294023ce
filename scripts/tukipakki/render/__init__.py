"""Site and page to Markdown and HTML pieces; everything in this package is pure."""
