"""The web application: pages, SPARQL endpoint, exports."""
