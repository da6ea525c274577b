"""Sentences that MLPerf's messaging rules prescribe, used as they are.

Source: MLPerf results messaging guidelines.
"""

LEGEND = (
    "The MLPerf name and logo are registered and unregistered trademarks of MLCommons Association in the United "
    "States and other countries. All rights reserved. Unauthorized use strictly prohibited. "
    "See www.mlcommons.org for more information."
)
RESULT_UNVERIFIED = "Result not verified by MLCommons Association."
RESULT_VERIFIED = "Result verified by MLCommons Association."
MIXED_RESULTS = (
    "Unverified results have not been through an MLPerf® review and may use measurement methodologies and/or "
    "workload implementations that are inconsistent with the MLPerf specification for verified results."
)
