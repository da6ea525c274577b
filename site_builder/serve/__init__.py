"""A site to a browser: served, watched, and reloaded by itself; the script for that is added in transit."""

from site_builder.serve.server import Served, serve

__all__ = ["Served", "serve"]
