"""Files and folders become pages: one reader a format, every failure a recorded issue."""

from kg.read.reader import count_pages, read_paths

__all__ = ["count_pages", "read_paths"]
