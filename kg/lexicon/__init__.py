"""Word lists and what they say: divisions, countries, family names. Data in ``data/``, sources in ``SOURCES.md``."""
