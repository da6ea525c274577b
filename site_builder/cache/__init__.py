"""What a build remembers of the last one: deleted at any time, and believed only as far as it is proved."""

from site_builder.cache.memory import Made, Memory, Parts

__all__ = ["Made", "Memory", "Parts"]
