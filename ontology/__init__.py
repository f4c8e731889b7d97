"""The vocabulary, shapes, JSON-LD context and example queries, as package data."""
