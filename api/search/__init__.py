"""Finding things by any part of a name, by pinyin and by its initials: an index beside the store, kept in step."""
