"""Files and folders become pages: one reader a format, every failure a recorded issue."""

from kg.read.reader import read_paths

__all__ = ["read_paths"]
