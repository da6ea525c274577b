"""Messaging: what MLPerf's rules make a page say, where a round file asks for it.

Source: MLPerf results messaging guidelines; the sentences in capitals are prescribed and used as they are.
"""

import re

from site_builder.models import Round

LEGEND = (
    "The MLPerf name and logo are registered and unregistered trademarks of MLCommons Association in the United "
    "States and other countries. All rights reserved. Unauthorized use strictly prohibited. "
    "See www.mlcommons.org for more information."
)
UNVERIFIED = "Result not verified by MLCommons Association."


def marked(text: str, round_: Round) -> str:
    """The text with the mark that belongs to the name; strings of the published card stay bare."""
    return re.sub("MLPerf(?!®)", "MLPerf®", text) if round_.messaging == "mlperf" else text


def legend(*rounds: Round) -> str:
    """The trademark legend, where one of these rounds is bound by it."""
    return LEGEND if any(round_.messaging == "mlperf" for round_ in rounds) else ""
