"""Bytes to output/: the whole site exchanged at once; prunes only what its manifest says we wrote."""

from site_builder.publish.assets import assets
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.store import send
from site_builder.publish.writer import Stage, Stored, staging

__all__ = ["MANIFEST", "Stage", "Stored", "assets", "send", "staging"]
