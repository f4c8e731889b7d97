"""The pages for people, each with its data as JSON and RDF."""
