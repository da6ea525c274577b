"""The report as one page: old and new side by side, nothing to load, nothing to run."""

from collections.abc import Iterator
from html import escape

from site_builder.diff.lines import Entry, Line, printable
from site_builder.diff.report import Part, Report
from site_builder.diff.runs import runs

# The file stands alone, so that its style stands in it; the policy forbids everything else.
HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --ink: light-dark(#1c1a17, #ece8e1); --paper: light-dark(#fbfaf7, #171614);
  --quiet: light-dark(#5d574d, #a8a196); --line: light-dark(#ddd8cd, #3a3733); --care: light-dark(#7a4d00, #f0b95a); }}
body {{ margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.45rem; font-weight: 600; }}
h2 {{ font-size: 1.2rem; font-weight: 600; margin: 2.5rem 0 .5rem; padding-top: 1rem;
  border-top: 1px solid var(--line); }}
h2 small {{ font-size: 1rem; font-weight: 400; color: var(--quiet); }}
summary {{ cursor: pointer; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }}
summary h2 {{ display: inline; margin: 0; padding: 0; border: 0; }}
h3 {{ font-size: 1rem; font-weight: 600; margin: 1.5rem 0 .25rem; }}
h3 code, .note, caption {{ color: var(--quiet); font-weight: 400; }}
code {{ font: .875rem/1.5 ui-monospace, monospace; }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; font-variant-numeric: tabular-nums; }}
th, td {{ text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid var(--line); }}
tbody th {{ font-weight: 400; }}
thead th {{ color: var(--quiet); font-weight: 400; font-size: .875rem; }}
del, ins, mark {{ background: none; color: inherit; text-decoration: none; }}
del mark {{ text-decoration: line-through; }}
ins mark {{ font-weight: 600; border-bottom: 2px solid currentcolor; }}
.worse, .gone, .refused {{ color: var(--care); }}
.better, .new {{ font-weight: 600; }}
@media (max-width: 40rem) {{ table, tbody, tr, th, td {{ display: block; border: 0; padding: 0; }}
  thead {{ display: none; }} tr {{ border-bottom: 1px solid var(--line); padding: .5rem 0; }}
  td[data-what]:not(:empty)::before {{ content: attr(data-what) ": "; color: var(--quiet); }} }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p class="note"><code>{old}</code> → <code>{new}</code></p>
"""


def html(report: Report) -> str:
    """The page."""
    title = f"{report.summary[0].upper()}{report.summary[1:]}"
    head = HEAD.format(title=escape(title), old=shown(report.old), new=shown(report.new))
    return "".join((head, *(line for part in report.parts for line in _part(part)), "</main>\n</body>\n</html>\n"))


def _part(part: Part) -> Iterator[str]:
    """What happened stands open; what only follows from it is folded."""
    heading = f"<h2>{escape(part.title)} <small>({len(part.entries)})</small></h2>"
    yield f"{heading}\n" if part.is_cause else f"<details>\n<summary>{heading}</summary>\n"
    for entry in part.entries:
        yield from _entry(entry)
    if not part.is_cause:
        yield "</details>\n"


def _entry(entry: Entry) -> Iterator[str]:
    address = f" <code>{shown(entry.address)}</code>" if entry.address else ""
    yield f"<h3>{shown(entry.title) or 'Page'}{address}</h3>\n"
    if entry.note:
        yield f'<p class="note">{shown(entry.note)}</p>\n'
    if entry.lines:
        yield '<table>\n<thead><tr><th scope="col">What</th><th scope="col">Before</th><th scope="col">After</th><th scope="col">Change</th></tr></thead>\n<tbody>\n'  # noqa: E501
        yield from map(_row, entry.lines)
        yield "</tbody>\n</table>\n"


def _row(line: Line) -> str:
    old, new = marked(line.old, line.new)
    old, new = f"<del>{old}</del>" if old else "", f"<ins>{new}</ins>" if new else ""
    word = {"new": "new", "gone": "gone"}.get(line.tone, "")
    note = ", ".join(filter(None, (word if word not in line.note else "", shown(line.note))))
    return (
        f'<tr><th scope="row">{shown(line.label)}</th><td data-what="Before">{old}</td>'
        f'<td data-what="After">{new}</td><td class="{line.tone}">{note}</td></tr>\n'
    )


def shown(text: str) -> str:
    """A text that is only a text; characters that turn or hide others are shown as escapes."""
    return escape(printable(text))


def marked(old: str, new: str) -> tuple[str, str]:
    """Both texts, the words that differ marked where others are the same."""
    if not old or not new:
        return shown(old), shown(new)
    one, two = old.split(" "), new.split(" ")
    before: list[str] = []
    after: list[str] = []
    for what, a, b, c, d in runs(one, two):
        for words, texts in ((one[a:b], before), (two[c:d], after)):
            text = shown(" ".join(words))
            if text:
                texts.append(text if what == "equal" else f"<mark>{text}</mark>")
    return " ".join(before), " ".join(after)
