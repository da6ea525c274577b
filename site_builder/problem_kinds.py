"""The kinds of Problem: what each is, why it matters, a bad and a good example.

`docs/reference/problems.md` is made of this table: python -m site_builder.problem_kinds > docs/reference/problems.md
"""

from typing import NamedTuple

__all__ = ["KINDS", "Kind", "reference"]


class Kind(NamedTuple):
    """One kind of Problem, in words for whoever edits the data."""

    what: str
    why: str
    bad: str
    good: str


ROUND_WORDS = "Pages group, compare and rank results by this word; one that is not the round's belongs nowhere."

KINDS: dict[str, Kind] = {
    "accuracy-target-missed": Kind(
        "A result states an accuracy that does not reach the benchmark's target, or lies above its upper limit, in a "
        "division whose submitters bring no models of their own, and nothing became of it. (A warning.)",
        "Such a result does not count in its round; here it is ranked with those that do.",
        '"benchmark": "bert-99", "accuracy": {"F1": 88.4}, where the target is 89.96526',
        '"benchmark": "bert-99", "accuracy": {"F1": 90.2}',
    ),
    "ambiguous-word": Kind(
        "Two words of a round claim one spelling, or a scenario stands twice.",
        "How an entry is read would depend on the order of the round file.",
        '"closed": {"title": "Closed", "spellings": ["standard"]}, "open": {"title": "Standard"}',
        '"closed": {"title": "Closed", "spellings": ["standard"]}, "open": {"title": "Open"}',
    ),
    "bad-colour": Kind(
        "A colour of the theme is not written as six hexadecimal digits.",
        "It stands in a style sheet, and its contrast is worked out.",
        '"accent": "navy"',
        '"accent": "#0c2a70"',
    ),
    "bad-date": Kind(
        "A date is not a day of the calendar, written as year, month and day.",
        "Days are compared and sorted as they are written.",
        '"date": "28 Aug 2024"',
        '"date": "2024-08-28"',
    ),
    "bad-font": Kind(
        "A font of the theme is not the name of one: letters, digits, spaces and hyphens.",
        "It stands in a style sheet, where other characters mean something else.",
        '"sans": ["\'Open Sans\', serif"]',
        '"sans": ["Open Sans", "Noto Sans"]',
    ),
    "bad-link": Kind(
        "A web address is not one: it must begin with https:// or http:// and name a host. (A site's base_url is one "
        "without query and fragment.)",
        "Readers would follow it to nowhere; an address of another scheme could run a program in their browser.",
        '"url": "www.example.org/results"',
        '"url": "https://www.example.org/results"',
    ),
    "bad-picture": Kind(
        "A logo is not the name of a .svg, .png or .webp file.",
        "It is a file in data/assets/, published beside the style sheet.",
        '"logo": "../pictures/logo.svg"',
        '"logo": "logo.svg"',
    ),
    "broken-article-head": Kind(
        "An article does not begin with a head in TOML between two lines of +++, or there is a fault in it.",
        "The head says what the article is called; without it the article has no page.",
        "+++\ntitle = Methodology\n+++",
        '+++\ntitle = "Methodology"\n+++',
    ),
    "broken-json": Kind(
        "The text breaks a rule of JSON: a comma, bracket or quotation mark is missing or too many. (After 100 such "
        "faults the rest of the file is not judged.)",
        "What the file says cannot be told for certain.",
        '{"benchmark": "resnet" "scenario": "Offline",}',
        '{"benchmark": "resnet", "scenario": "Offline"}',
    ),
    "claim-without-scope": Kind(
        "An article calls something the fastest or the best, and the paragraph does not say of what and when. "
        "(A warning.)",
        "A claim holds for one round, benchmark and scenario, on one day; without them it is not true for long.",
        "The fastest system is Acme's Rocket.",
        "As of 2024-09-02 Acme's Rocket is the fastest of 20 in MLPerf® Inference v4.1 Closed bert-99 Offline.",
    ),
    "duplicate-benchmark": Kind(
        "A round has two benchmarks of one id, capital letters aside.",
        "A result that names it would have two targets and two units.",
        '"benchmarks": [{"id": "resnet", ...}, {"id": "ResNet", ...}]',
        '"benchmarks": [{"id": "resnet", ...}, {"id": "resnet-152", ...}]',
    ),
    "duplicate-key": Kind(
        "A name stands twice in one object.",
        "Programs disagree on which of the two counts; one of them would be lost in silence.",
        '{"value": 1718.33, "value": 1728.33}',
        '{"value": 1718.33}',
    ),
    "duplicate-result": Kind(
        "An entry has two results of one benchmark, used model, category and scenario.",
        "A system has one result there; two cannot both be true.",
        '[{"benchmark": "resnet", "scenario": "Offline", "value": 12}, '
        '{"benchmark": "resnet", "scenario": "Offline", "value": 14}]',
        '[{"benchmark": "resnet", "scenario": "Offline", "value": 14}]',
    ),
    "duplicate-result-id": Kind(
        "Two systems of a round have results of one public ID; or, where submitters bring own models, two models of a "
        "system. (Results that were withdrawn or superseded may share theirs with what replaced them, and unverified "
        "ones with verified ones.)",
        "Whoever cites a result names it by its ID.",
        'rocket-9.json: "id": "4.1-0041", and rocket-10.json: "id": "4.1-0041"',
        'rocket-9.json: "id": "4.1-0041", and rocket-10.json: "id": "4.1-0042"',
    ),
    "embargoed-round": Kind(
        "A round has entries, and the day on which they may be shown has not come by the site's as_of: its date of "
        "publication, or, where the round's messaging is mlperf, two weeks after it for unverified results. A build "
        "stops at it, unless it is a draft: `site-builder build --draft`. (A warning.)",
        "Nobody's results are told before their time; MLPerf's rules keep a round confidential until its publication.",
        '"as_of": "2024-08-27" in site.json, "published": "2024-08-28" in the round, and entries of it',
        '"as_of": "2024-08-28" in site.json, "published": "2024-08-28" in the round, and verified entries of it',
    ),
    "empty-text": Kind(
        "A text that must say something is empty, or nothing in it can be seen.",
        "A page would have a heading or a link without words.",
        '"system_name": " "',
        '"system_name": "ThinkEdge SE455 V3"',
    ),
    "erratum-without-reason": Kind(
        "Something became of a published result (it is withdrawn, corrected, superseded ...), and no date or no reason "
        "stands beside it. (A warning.)",
        "Its page, the feed and the comparison with what was published tell readers since when, and why.",
        '"verification": {"status": "withdrawn"}',
        '"verification": {"status": "withdrawn", "date": "2024-09-09", "reason": "The submitter asked for it."}',
    ),
    "file-not-read": Kind(
        "A file of the data folder, or a folder of such files, is not read because of its name. (A warning.)",
        "If it holds results, they are not on the site.",
        "data/results/rocket.JSON",
        "data/results/rocket.json",
    ),
    "file-too-large": Kind(
        "A file has more than 50 MB, or an article more than 1 MB.",
        "No entry needs so much; such a file got here by mistake and would stop every build.",
        "data/results/rocket.json, 180 MB",
        "data/results/rocket.json, 12 kB",
    ),
    "folder-of-another-submitter": Kind(
        "An entry lies in data/results/<round>/<division>/<submitter>/, and says that somebody else submitted it. "
        "(A warning.)",
        "A submitter was renamed by half: the card has a new address, and links to the old one lead nowhere. "
        "The command rename moves the file and lets the old address lead on.",
        'data/results/inference-v4.1/closed/Acme/rocket-9.json: "submitter": "Acme Inc."',
        'data/results/inference-v4.1/closed/Acme Inc./rocket-9.json: "submitter": "Acme Inc.", "was": [...]',
    ),
    "former-address-taken": Kind(
        "An address that an entry had before (`was`) is that of a card, or was that of another one.",
        "Only one page can stand there: the card, or one that leads on.",
        '"was": ["inference-v4.1/closed/Lenovo/Rocket"], and data/results/Rocket.json is there',
        '"was": ["inference-v4.1/closed/Lenovo/Roket"]',
    ),
    "impossible-value": Kind(
        "A performance or power is zero or negative, or an accuracy is negative.",
        "It would win or lose every ranking: no rate, time or energy that was measured is 0 or less.",
        '"value": 0',
        '"value": 1718.33',
    ),
    "link-to-nothing": Kind(
        "An entry, a round, an article or the menu names something that is not there. (A warning.)",
        "Readers are told of it without a link to follow.",
        '"link": "inference-v4.1/closed/Lenovo/Roket"',
        '"link": "inference-v4.1/closed/Lenovo/Rocket"',
    ),
    "low-contrast": Kind(
        "Two colours of the theme are too near to each other to be read, one on the other. (A warning.)",
        "One reader in twelve does not see what the others see; WCAG 2.2 AA asks for 4.5 to 1.",
        '"theme": {"light": {"accent": "#ffb000"}}',
        '"theme": {"light": {"accent": "#8b6000"}}',
    ),
    "missing-data": Kind(
        "There is no data folder where it was looked for: nothing, the folder around it, or a built site.",
        "Without data there is no site.",
        "site-builder build --data dta",
        "site-builder build --data data",
    ),
    "missing-field": Kind(
        "A value that is needed is not there.",
        "Nobody can guess it.",
        '{"benchmark": "resnet", "scenario": "Offline"}',
        '{"benchmark": "resnet", "scenario": "Offline", "value": 1718.33}',
    ),
    "missing-file": Kind(
        "The data folder has no site.json.",
        "It says what the site is called, and in which format the data is written.",
        "data/ without site.json",
        'data/site.json with {"format": 1, "title": "Benchmark results"}',
    ),
    "missing-picture": Kind(
        "The theme names a logo that is not in data/assets/.",
        "Each page would show a broken picture beside its title.",
        '"logo": "logo.svg" without data/assets/logo.svg',
        '"logo": "logo.svg" with data/assets/logo.svg',
    ),
    "misused-name": Kind(
        "An article bends the name MLPerf®, or leaves its mark out. (A warning.)",
        "The name is a trademark: it stands as it is, before a noun, with its mark.",
        "MLPerf's rules",
        "the rules of MLPerf® Inference",
    ),
    "name-cannot-be-an-address": Kind(
        "A name that becomes part of a web address has no Latin letter or digit, is too long or holds invisible "
        "characters, or is a page of the site itself.",
        "Its page would have no address, or another page's.",
        "data/rounds/compare.json",
        "data/rounds/inference-v4.1.json",
    ),
    "nested-too-deep": Kind(
        "Arrays and objects stand more than 200 deep in each other, or as many brackets of a paragraph are open.",
        "No reader could follow it, and programs that read it run out of memory or time.",
        '"sw_notes": [[[[... 201 times ...]]]]',
        '"sw_notes": ["first", "second"]',
    ),
    "never-verified": Kind(
        "A result is said to be corrected, and has no ID: nothing says that it was published, and verified, before. "
        "(A warning.)",
        "What was corrected ranks with what was verified, though nobody may have reviewed it.",
        '"verification": {"status": "corrected", "date": "2024-09-09", "reason": "A slip"}, and no "id"',
        '"verification": {"status": "corrected", "date": "2024-09-09", "reason": "A slip"}, and "id": "4.1-0041"',
    ),
    "no-results": Kind(
        "An entry has no results, and nothing became of it: its card is published without a number. (A warning.)",
        "Its rows were forgotten, or stand under another name.",
        '"results": []',
        '"results": [{"benchmark": "resnet", "scenario": "Offline", "value": 1200.5}]',
    ),
    "not-a-number": Kind(
        "NaN or Infinity stands where JSON has a number.",
        "It is no measurement, and other programs refuse the file.",
        '"value": NaN',
        '"value": 1718.33',
    ),
    "not-utf8": Kind(
        "The file is not text in UTF-8.",
        "Letters beyond plain English would be shown as others.",
        '"submitter": "Universit\\xe9" (saved as Latin-1)',
        '"submitter": "Université" (saved as UTF-8)',
    ),
    "number-too-large": Kind(
        "A number is larger or smaller than computers count with.",
        "It could be neither ranked nor drawn.",
        '"value": 1e999',
        '"value": 1.2e5',
    ),
    "open-without-model": Kind(
        "A result of a division with own models does not say which model it used. (A warning.)",
        "It is listed and not ranked: nobody can tell what it may be ranked with.",
        '"division": "open", ... {"benchmark": "bert-99", "scenario": "Offline", "value": 12}',
        '"division": "open", ... {"benchmark": "bert-99", "used_model": "bert-99", "scenario": "Offline", "value": 12}',
    ),
    "scenario-not-in-category": Kind(
        "The round has this benchmark and this scenario, and not together in this category. (A warning where the "
        "source was a published card.)",
        "Such a result was not asked for and has nothing to be compared with.",
        '"system_type": "edge", ... "scenario": "Server"',
        '"system_type": "edge", ... "scenario": "SingleStream"',
    ),
    "state-after-as-of": Kind(
        "What became of an entry or a result has a day after the site's as_of. (A warning.)",
        "Readers would be told that something has happened since a day that has not come.",
        '"as_of": "2026-11-24" in site.json, "verification": {"status": "withdrawn", "date": "2027-01-01", ...}',
        '"as_of": "2026-11-24" in site.json, "verification": {"status": "withdrawn", "date": "2026-11-24", ...}',
    ),
    "superseded-by-itself": Kind(
        "What is superseded, or was moved to the open division, has a link to its own entry, at its address or at one "
        "that it had before.",
        "It counts no longer, and readers who ask what does are led round in a circle.",
        '"verification": {"status": "superseded", "link": "inference-v4.1/closed/Lenovo/Rocket"} in Rocket.json',
        '"verification": {"status": "superseded", "link": "inference-v4.1/closed/Lenovo/Rocket-9"} in Rocket.json',
    ),
    "superseded-in-a-circle": Kind(
        "What is superseded, or was moved to the open division, names an entry whose own successor, or the one "
        "after, leads back to it.",
        "None of them counts any longer, and readers who ask what does are led round in a circle.",
        '"verification": {"status": "superseded", "link": ".../Rocket-9"} in Rocket-8.json, '
        'and ".../Rocket-8" in Rocket-9.json',
        '"verification": {"status": "superseded", "link": ".../Rocket-9"} in Rocket-8.json, and none in Rocket-9.json',
    ),
    "text-html-cannot-hold": Kind(
        "A text has a character that no web page can hold: a control character, half a character.",
        "What readers see would not be what was written.",
        '"hw_notes": "Rev\\u0000 B"',
        '"hw_notes": "Rev B"',
    ),
    "two-articles-one-address": Kind(
        "Two articles have names of one address, capital letters and accents aside.",
        "Only one page can stand there; the other would be lost.",
        "data/articles/about us.md and data/articles/about-us.md",
        "data/articles/about-us.md",
    ),
    "two-entries-one-system": Kind(
        "Two files describe a system of one address, capital letters and accents aside.",
        "Only one page can stand there; the other would be lost.",
        "data/results/rocket.json and data/results/old/Rocket.json",
        "data/results/rocket.json and data/results/old/rocket-2023.json",
    ),
    "two-rounds-one-address": Kind(
        "Two rounds have names of one address, capital letters and accents aside.",
        "Only one page can stand there; the other would be lost.",
        "data/rounds/sprint v1.json and data/rounds/sprint-v1.json",
        "data/rounds/sprint-v1.json and data/rounds/sprint-v2.json",
    ),
    "unexpected-unit": Kind(
        "A result's unit is not the one that the round has for its benchmark and scenario. (A warning.)",
        "It is shown as it is and compared with nothing else.",
        '"scenario": "Offline", "value": 1718.33, "unit": "Samples/min"',
        '"scenario": "Offline", "value": 1718.33, "unit": "Samples/s"',
    ),
    "unknown-availability": Kind(
        "The system's status is no availability of its round.",
        ROUND_WORDS,
        '"status": "avilable"',
        '"status": "available"',
    ),
    "unknown-benchmark": Kind(
        "The round has no benchmark of this name.", ROUND_WORDS, '"benchmark": "resnet50"', '"benchmark": "resnet"'
    ),
    "unknown-category": Kind(
        "The round, or the entry of this result, has no category of this name.",
        ROUND_WORDS,
        '"system_type": "datacentre"',
        '"system_type": "datacenter"',
    ),
    "unknown-division": Kind(
        "The round has no division of this name.", ROUND_WORDS, '"division": "closd"', '"division": "closed"'
    ),
    "unknown-field": Kind(
        "A name stands here that means nothing to the builder; it is most likely misspelt. (A system's description "
        "may have any names.)",
        "What it says would be ignored in silence.",
        '"benchmrk": "resnet"',
        '"benchmark": "resnet"',
    ),
    "unknown-format": Kind(
        "site.json names another format of the data than this builder knows.",
        "Values could be misread.",
        '"format": 2',
        '"format": 1',
    ),
    "unknown-metric": Kind(
        "An accuracy is given in a metric that its benchmark does not have. (Divisions with own models may have "
        "metrics of their own.)",
        "It cannot be held against the benchmark's accuracy target.",
        '"benchmark": "bert-99", "accuracy": {"acc": 90.2}',
        '"benchmark": "bert-99", "accuracy": {"F1": 90.2}',
    ),
    "unknown-round": Kind(
        "No file of data/rounds has this name.",
        "The round's file says which words, units and targets its entries have.",
        '"round": "inference-4.1"',
        '"round": "inference-v4.1"',
    ),
    "unknown-scenario": Kind(
        "The round has no scenario of this name.", ROUND_WORDS, '"scenario": "Sever"', '"scenario": "Server"'
    ),
    "unknown-unit": Kind(
        "A benchmark's unit is none of the round's metrics.",
        "The metrics say which way is better; without that, nothing can be ranked.",
        '"metrics": {"Samples/s": "higher"}, ... "units": {"Offline": "Samples/sec"}',
        '"metrics": {"Samples/s": "higher"}, ... "units": {"Offline": "Samples/s"}',
    ),
    "unknown-word": Kind(
        "Only a few words may stand here, and this is none of them.",
        "The builder would not know what to do with it.",
        '"status": "verfied"',
        '"status": "verified"',
    ),
    "unreadable-file": Kind(
        "A file or folder cannot be opened, or is neither.",
        "What it holds would be missing from the site.",
        "data/results/rocket.json, readable by another user only",
        "data/results/rocket.json, readable by you",
    ),
    "unusable-link": Kind(
        "A link in the file system leads out of the data folder, to a folder, to a file that is read itself, or "
        "nowhere.",
        "The site must be made of the data folder alone, where elsewhere the same link leads to something else; and no "
        "result may count twice.",
        "data/results/rocket.json -> ~/rocket.json",
        "data/results/rocket.json, a copy of the file",
    ),
    "verified-without-proof": Kind(
        "An entry or a result is verified, and lacks what readers could look up: an ID, a source, a date. (A warning.)",
        "Whoever quotes a verified result must be able to name it.",
        '"verification": {"status": "verified"}',
        '"verification": {"status": "verified", "date": "2024-08-28"}, "id": "4.1-0041", '
        '"source": {"url": "https://example.org/results", "retrieved": "2024-09-02"}',
    ),
    "wrong-type": Kind(
        "Something else is expected here: a text, a number, an array, an object.",
        "A number in quotation marks is a text and can be neither ranked nor drawn.",
        '"value": "1718.33"',
        '"value": 1718.33',
    ),
}

HEAD = """\
# Problems

What `site-builder validate` and `build` can find in the data, by the name in square brackets. An error stops a build;
a warning does not. This page is made by `python -m site_builder.problem_kinds > docs/reference/problems.md`.
"""


def reference() -> str:
    """The page that explains every kind."""
    return "\n".join([HEAD, *(_section(name, kind) for name, kind in KINDS.items())])


def _section(name: str, kind: Kind) -> str:
    bad, good = (f"{label}:\n\n```text\n{text}\n```\n" for label, text in (("Bad", kind.bad), ("Good", kind.good)))
    return f"## {name}\n\n{kind.what}\n{kind.why}\n\n{bad}\n{good}"


if __name__ == "__main__":
    print(reference(), end="")
