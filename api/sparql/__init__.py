"""The SPARQL 1.1 endpoint: queries are looked at here and answered in processes of their own."""
