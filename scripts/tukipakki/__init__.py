"""Tukipakki: the toolkit that generates and checks the knowledge base."""
