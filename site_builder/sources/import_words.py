"""What an import says of a source: why something is no result, and what to know of what is.

`docs/reference/import.md` is made of them: python -m site_builder.sources.import_words > docs/reference/import.md
"""

from collections.abc import Mapping

# Beside these, an entry that cannot stand is left out under the kind of the Problem that `validate` would tell.
REASONS: Mapping[str, str] = {
    "accuracy-missed": "Outside the open division, a target is not reached.",
    "accuracy-missing": "Outside the open division, nothing says that the targets are reached.",
    "cannot-be-inferred": "The log is of another scenario than its folder, and the one does not give the other.",
    "compliance-run": "A compliance test proves a result and is none.",
    "invalid-run": "LoadGen found the run invalid, or samples of a run against an endpoint failed.",
    "missing-log": "There is no log in `performance/run_1`.",
    "ranging-run": "The first run of a power measurement sets its range.",
    "refused-file": "A link or path leaves the source, or the file cannot be read.",
    "repeated-run": "`run_1` is the result.",
    "result-without-system": "The system's description is missing; all its results go.",
    "system-without-results": "No result of the described system is there.",
    "two-entries-one-system": "Another system of the source has this address.",
    "unknown-benchmark": "The folder or row stands for no benchmark of the round.",
    "unknown-scenario": "The folder or column stands for no scenario of the round.",
    "unreadable-card": "The page is no published card, or shows no system.",
    "unreadable-description": "The system's description is no JSON; all its results go.",
    "unreadable-log": "Neither log says what was run, how it ended, and with which result.",
    "unreadable-row": "A row of the summary lacks `Submitter`, `Scenario` or `Performance_Result`.",
    "unreadable-summary": "The JSON is broken, or a file of this name holds no rows of results.",
    "unreadable-value": "The summary or card states no number.",
}
NOTES: Mapping[str, str] = {
    "another-round": "The source says another round than --round does; what a person says counts.",
    "card-without-results": "The table of a published card is empty; the card is kept.",
    "detail-log-unreadable": "The summary log gave the result, rounded to two decimals.",
    "interrupted-import": "An import was killed while it wrote: before this one began, it was brought to its end.",
    "mended-description": "A key stands twice, or a character that no page can hold was removed.",
    "metric-not-asked": "An accuracy in a metric that the benchmark is not judged by: it is not kept, the result is.",
    "no-accuracy": "Nothing says which accuracy an open result reached.",
    "no-description": "A summary alone: the system is described by its rows.",
    "no-implementation": "No file says which precision the weights have.",
    "not-in-summary": "The tree has the result, the summary beside it has not: it has no ID.",
    "not-read": "The source holds files of another kind than the one imported: import their folder by itself.",
    "only-in-summary": "The summary has the result, the tree has not: it is not imported.",
    "power-log-ends-early": "The power log stops before the run does; its mean may be that of a part.",
    "power-unreadable": "The power log has no sample between begin and end of the run; the result has no power.",
    "unreadable-mapping": "The submitter's model_mapping.json is no JSON: own models are found by their names alone.",
}

HEAD = """# What an import leaves out, and notes

Every run, row, page and description of a source is a result of an entry, or stands in the report with one of these
reasons or with the kind of [Problem](problems.md) that `validate` would tell: `scenario-not-in-category`,
`duplicate-result`, `missing-field` and their like. The numbers add up: read = imported + left out. This page is made by
`python -m site_builder.sources.import_words > docs/reference/import.md`.

Other files (a README, a picture, JSON of another kind; pages inside a submission tree) are passed over. What `--round`
says counts; without it the round is looked for in the summary, the titles of the cards, the names of the source's
folders, and the logs, in this order. An import writes all of its files or none; what `kill -9` stopped half-way
is brought to its end by the next command that reads the data.
"""


def reference() -> str:
    """The page that explains every reason and note."""
    parts = [HEAD]
    for title, table in (("reason", REASONS), ("note", NOTES)):
        rows = [f"| `{name}` | {meaning} |" for name, meaning in table.items()]
        parts.append("\n".join([f"| {title} | what it is |", "|---|---|", *rows, ""]))
    parts.append(
        "Between a tree and the summary beside it, values, power and accuracies that differ by more than a millionth\n"
        "are listed. The tree gives the values, the summary the IDs.\n"
    )
    return "\n".join(parts)


if __name__ == "__main__":
    print(reference(), end="")
