"""Names become entities here."""
