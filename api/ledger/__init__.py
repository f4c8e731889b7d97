"""The office ledger."""
