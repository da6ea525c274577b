"""The other generators, each with its templates."""
