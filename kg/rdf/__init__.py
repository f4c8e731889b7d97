"""Facts and entities become quads here: vocabulary, IRIs, dates, evidence."""
