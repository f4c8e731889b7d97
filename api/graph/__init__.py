"""The interactive graph around an entity."""
