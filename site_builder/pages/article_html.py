"""An article's HTML: a pure function of its text, so that what was made once need not be made again.

HTML that stands in an article is shown as text; what Markdown makes is sanitised all the same, for attribute lists
may name any attribute, and links any scheme.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from site_builder.models import WEB, Article, address_part
from site_builder.pages import urls
from site_builder.problems import SiteBuilderError

if TYPE_CHECKING:
    from markdown import Markdown

TOP, DEEPEST = 2, 6  # the page's own heading is its first
HEADINGS = [f"h{level}" for level in range(TOP, DEEPEST + 1)]
TAGS = {
    *HEADINGS,
    *("a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "hr", "i", "img", "kbd"),
    *("li", "ol"),
    *("p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    **{tag: {"id"} for tag in (*HEADINGS, "dt", "li", "sup")},
    "a": {"href", "class"},
    "code": {"class"},
    "img": {"src", "alt"},
    "div": {"class"},
    "td": {"align"},
    "th": {"align"},
    "ol": {"start"},
}
# The page's own places; an article's would stand twice.
TAKEN_IDS = {"main", "contents"}
AN_ID = re.compile(r"[\w:.-]{1,200}")
A_LANGUAGE = re.compile(r"language-[\w+#-]{1,40}")
# Markdown's word for the part of the footnotes is that of this site for what must stand with results.
CLASSES = {"footnote": "notes", "footnote-ref": "note-ref", "footnote-backref": "note-back", "self": "self"}
HREF = re.compile(r"""[^\s<>"'`\\^{|}\x00-\x20]+""")
TABLE, SCROLLED = "<table>", '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>'
SECTION = re.compile(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|kbd|strong|sub)\b[^>]*>")  # they part no words
NO_PICTURE = re.compile("<img(?![^>]* src=)[^>]*>")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an article: its anchor, its words, its level, and the text below it."""

    id: str
    title: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article's HTML, safe to print, its text above the first heading, and its sections in order."""

    html: str
    opening: str
    sections: tuple[Section, ...]
    ids: frozenset[str]


def html_of(article: Article) -> Rendered:
    """What an article becomes on its page.

    Raises: SiteBuilderError if its parts stand in each other deeper than the Markdown reader can follow.
    """
    try:
        return rendered(article.text)
    except RecursionError as error:
        raise SiteBuilderError(f"{article.path} is nested too deep", "flatten its quotations and lists") from error


@lru_cache(maxsize=1024)
def rendered(text: str) -> Rendered:
    """What an article's text becomes on its page."""
    import nh3  # as the reader of Markdown, 0.1 s that only a site with articles waits for

    made = _markdown().convert(text)
    attributes = _Attributes()
    clean = nh3.clean(
        made,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        attribute_filter=attributes.kept,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    # No attribute that is left can hold a "<": what is replaced here is an element, and no text.
    page = clean.replace(TABLE, SCROLLED).replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')
    page = re.sub(' align="(center|right|left)"', r' class="\1"', page)
    page = NO_PICTURE.sub("", page)
    opening, sections = _sections(clean)
    return Rendered(page, opening, sections, frozenset(attributes.ids))


def _markdown() -> "Markdown":
    from markdown import Markdown
    from markdown.extensions.toc import TocExtension
    from markdown.treeprocessors import Treeprocessor

    class Headings(Treeprocessor):
        def run(self, root: Element) -> None:
            _lift_headings(root)

    class Selves(Treeprocessor):
        def run(self, root: Element) -> None:
            _link_headings(root)

    extensions: list[str | TocExtension] = ["tables", "footnotes", "attr_list", "def_list", "fenced_code", "sane_lists"]
    settings = {"tables": {"use_align_attribute": True}}
    made = Markdown(extensions=[*extensions, TocExtension(marker="")], extension_configs=settings, output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    # Attribute lists are read at 8, anchors given at 5.
    made.treeprocessors.register(Headings(), "headings", 7)
    made.treeprocessors.register(Selves(), "selves", 4)
    return made


def _headings(root: Element) -> list[Element]:
    return [element for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]


def _lift_headings(root: Element) -> None:
    """Make an outline without gaps that begins below the page's own heading, whatever level the author began with."""
    open_levels: list[int] = []
    for heading in _headings(root):
        level = int(heading.tag[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.tag = f"h{min(len(open_levels) + TOP - 1, DEEPEST)}"


def _link_headings(root: Element) -> None:
    """Make each heading a link to itself, so that its address can be copied; one that holds a link stays as it is."""
    for heading in _headings(root):
        if heading.get("id") is None or heading.find(".//a") is not None:
            continue
        children, text = list(heading), heading.text
        for child in children:
            heading.remove(child)
        heading.text = None
        link = SubElement(heading, "a", {"class": "self", "href": f"#{heading.get('id')}"})
        link.text = text
        link.extend(children)


class _Attributes:
    """Decides on each attribute, and keeps the ids that were given: none stands twice."""

    def __init__(self) -> None:
        self.ids: set[str] = set()

    def kept(self, tag: str, name: str, value: str) -> str | None:
        """The attribute's value; None takes it away."""
        if name == "id":
            return self._id(value)
        if name == "href":
            return resolved(value)
        if name == "alt":
            return re.sub("[<>]", "", value)  # what is replaced below is an element, and no text
        if name == "src":
            # A page loads nothing from elsewhere: a picture is a file of data/assets/.
            return resolved(value) if value.startswith(f"/{urls.ASSETS}") else None
        if name == "class":
            if tag == "code":
                return value if A_LANGUAGE.fullmatch(value) else None
            return CLASSES.get(value)
        if name == "align":
            return value if value in ("center", "right", "left") else None
        return value if name == "start" and re.fullmatch("-?[0-9]{1,9}", value) else None

    def _id(self, value: str) -> str | None:
        if not AN_ID.fullmatch(value) or value in self.ids or value in TAKEN_IDS:
            return None
        self.ids.add(value)
        return value


def resolved(target: str) -> str | None:
    """A link of an article as it stands on its page: to the web, a heading, another article or a page of the site."""
    if not HREF.fullmatch(target):
        return None
    if target.startswith(("#", "mailto:", *WEB)):
        return target
    page = page_of(target)
    if page is None:
        return None
    anchor = target.partition("#")[2]
    return urls.relative(urls.article("-"), page) + (f"#{anchor}" if anchor else "")


def page_of(target: str) -> str | None:
    """The site address that a link of an article names: `name.md` or `/round/`; None where it is no such link."""
    path = target.partition("#")[0]
    if path.startswith("/") and not path.startswith("//") and "?" not in path:
        address = path.removeprefix("/")
        return f"{address}index.html" if address.endswith("/") or not address else address
    if path.endswith(".md") and "/" not in path and ":" not in path:
        return urls.article(address_part(path.removesuffix(".md")))
    return None


def _sections(page: str) -> tuple[str, tuple[Section, ...]]:
    found = list(SECTION.finditer(page))
    ends = [*(match.start() for match in found[1:]), len(page)]
    opening = plain(page[: found[0].start() if found else len(page)])
    return opening, tuple(_section(match, page[match.end() : end]) for match, end in zip(found, ends, strict=False))


def _section(heading: re.Match[str], below: str) -> Section:
    return Section(heading[2], plain(heading[3]), int(heading[1]), plain(below))


def plain(page: str) -> str:
    """The text of a piece of sanitised HTML."""
    return " ".join(html.unescape(TAG.sub(" ", INLINE.sub("", page))).split())


def terms(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Each term that a glossary's headings name, in lower case, with its anchor: all that stands between commas."""
    for section in sections:
        for word in section.title.split(","):
            if word.strip():
                yield word.strip().casefold(), section.id
