"""Wentu (闻图): Chinese newspaper pages become a knowledge graph."""
