"""Leaflets on paper: what each shows, its editions, its sheet, and how an old one can be told from a new."""
