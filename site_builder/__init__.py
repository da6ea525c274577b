"""A static site generator for benchmark results: JSON in, reviewable HTML out."""

__version__ = "0.1.0"
__all__ = ["__version__"]
