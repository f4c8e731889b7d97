"""Named SPARQL queries with typed rows (``kg.queries.rows``), used by the command line, the API and the pages alike.

Every function takes a ``Store`` first and IRIs as ``str``; an IRI that is none raises ``ValueError``, an unknown
entity gives None (details) or an empty tuple (lists).

- ``figures``: ``stats(store)``, ``overview(store)``, ``newest_articles(store, limit=10)``
- ``finding``: ``search(store, text, kinds=(), limit=20)``, ``describe(store, iri, limit=200)``
- ``people``: ``posts_of(store, person)``, ``events_of(store, person)``, ``companions(store, person, limit=50)``
- ``bodies``: ``holders(store, organization)``, ``organized_events(store, organization)``,
  ``issued_policies(store, organization)``
- ``events``: ``event_details(store, event)``, ``events_at(store, place)``
- ``policies``: ``policy_details(store, policy)``, ``policies_for(store, topic)``
- ``articles``: ``article_details(store, article)``, ``articles_of_page(store, page)``
- ``graph``: ``neighbourhood(store, iri, limit=100)``
- ``examples``: ``example_queries()``
- ``shapes``: ``validate(store)`` against ``ontology/shapes.ttl``
"""
