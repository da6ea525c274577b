"""Bytes to output/: the whole site exchanged at once; prunes only what its manifest says we wrote."""

from site_builder.publish.assets import assets
from site_builder.publish.lock import locked
from site_builder.publish.manifest import MANIFEST, digest_of_manifest
from site_builder.publish.spare import Spare
from site_builder.publish.store import send
from site_builder.publish.writer import Look, Stage, Stored, staging

__all__ = ["MANIFEST", "Look", "Spare", "Stage", "Stored", "assets", "digest_of_manifest", "locked", "send", "staging"]
