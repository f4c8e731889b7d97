"""Who is who across articles: sightings of one name become people here, by the program's judgement and by hand's."""

from kg.identity.settle import remembering, retract, settle, take_out

__all__ = ["remembering", "retract", "settle", "take_out"]
