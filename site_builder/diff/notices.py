"""Notices: what our cards say about a state in words of our templates, besides the state itself.

A card that was withdrawn says so beside its results, with date and reason: that is told. The sentences that it gets
for it are the same on every such card, and tell nobody more. Words that are not exactly these are somebody's own.
"""

from site_builder.diff.changes import Change, PageChange

# By the state of a card, as templates/parts/state.html and templates/pages/result_card.html word it.
NOTICES = {
    "corrected": {"A fact or a value was corrected after publication; what stands here is the corrected one."},
    "moved-to-open": {"It was moved to the open division after publication, and counts there and not here."},
    "withdrawn": {
        "It was taken back after publication: it counts no longer, stands on no leaderboard, and is not to be quoted as a result.",  # noqa: E501
        "What was published here, and counts no longer",
    },
    "invalid": {
        "It was found not to meet what it was published for: it counts no longer and stands on no leaderboard."
    },
    "noncompliant": {"It was found to break the rules of its round: it counts no longer and stands on no leaderboard."},
    "superseded": {"Another entry stands for it now: it counts no longer and stands on no leaderboard."},
}


def is_of_notice(change: Change, page: PageChange) -> bool:
    """Whether these words only came and went with the state of the card."""
    if (verdict := page.states.get("")) is None or verdict.old.status == verdict.new.status:
        return False
    sides = ((change.old, verdict.old), (change.new, verdict.new))
    return all(said is None or said.text in NOTICES.get(state.status, ()) for said, state in sides)
