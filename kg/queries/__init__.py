"""Named SPARQL queries with typed rows (``kg.queries.rows``), used by the command line, the API and the pages alike.

Every function takes a ``Store`` first and IRIs as ``str``; an IRI that is none raises ``ValueError``, an unknown
entity gives None (details) or an empty tuple (lists).

- ``figures``: ``stats(store)``, ``overview(store)``
- ``finding``: ``search(store, text, kinds=(), limit=20)``, ``describe(store, iri, limit=200)``
- ``posts``: ``posts_of(store, person)``, ``holders(store, organization)``
- ``events``: ``event_details(store, event)``, ``events_of(store, person)``, ``organized_events(store, organization)``,
  ``events_at(store, place)``, ``companions(store, person, limit=50)``
- ``policies``: ``policy_details(store, policy)``, ``issued_policies(store, issuer)``, ``policies_for(store, target)``
- ``articles``: ``article_details(store, article)``, ``newest_articles(store, limit=10)``,
  ``articles_of_page(store, page)``, ``naming_articles(store, iri, limit)``
- ``pages``: ``raw_page(store, page)``, ``raw_words(store, article, start, end)``
- ``graph``: ``neighbourhood(store, iri, limit=100)``, ``connections(store, one, other)``; ``timeline``:
  ``timeline(store, person="", …)``; ``ledger``: ``ledger_of(store, body)``, ``career_of(store, person)``;
  ``stories``: ``stories_of(store, articles)``
- ``examples``: ``example_queries()`` of ``ontology/queries``; ``terms``: ``term_labels(iri)`` in Chinese and English
- ``shapes``: ``validate(store)`` against ``ontology/shapes.ttl``
"""
