"""Markdown that tries to run something in a reader's browser, and what would run of a page."""

from bs4 import BeautifulSoup

RUN = "window.ran=1"
JAVASCRIPT = f"javascript:{RUN}"
SCHEMES = (
    JAVASCRIPT,
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"&#106;avascript:{RUN}",
    f"&#x6A;avascript&colon;{RUN}",
    f"javascript&#58;{RUN}",
    f"&Tab;javascript:{RUN}",
    f"\x01javascript:{RUN}",
    f" javascript:{RUN}",
    f"javascript://example.org/%0a{RUN}",
    f"jav&NewLine;ascript:{RUN}",
    f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=",
    f"blob:{RUN}",
    f"view-source:javascript:{RUN}",
    f"//example.org/{RUN}",
    "file:///etc/passwd",
    f'https://example.org/"onmouseover="{RUN}',
    f"https://example.org/'onfocus='{RUN}",
)
IN_LINKS = ("[x]({})", "[x](<{}>)", "[x][r]\n\n[r]: {}", "<{}>", "![x]({})", '[x]({} "t")', "[![x]({0})]({0})")
ELEMENTS = (
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC=data:text/javascript,{RUN}></SCRIPT>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror\n=\n{RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f'<svg><a xlink:href="{JAVASCRIPT}"><text y=20>x</text></a></svg>',
    f'<svg><use href="data:image/svg+xml,<svg id=x onload={RUN}>#x">',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    f'<math href="{JAVASCRIPT}">x</math>',
    f'<iframe src="{JAVASCRIPT}"></iframe>',
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f'<object data="{JAVASCRIPT}"></object>',
    f'<embed src="{JAVASCRIPT}">',
    f'<form action="{JAVASCRIPT}"><button autofocus>x</button></form>',
    f'<button formaction="{JAVASCRIPT}">x</button>',
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>",
    f'<meta http-equiv=refresh content="0;url={JAVASCRIPT}">',
    '<base href="https://example.org/">',
    '<link rel=stylesheet href="https://example.org/x.css">',
    f"<style>@import '{JAVASCRIPT}'; * {{ background: url(https://example.org/) }}</style>",
    f'<p style="background:url({JAVASCRIPT})">x</p>',
    f"<template><img src=x onerror={RUN}></template>",
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f"<textarea></textarea><img src=x onerror={RUN}>",
    f"</article></main><img src=x onerror={RUN}>",
    f"<!-- --><img src=x onerror={RUN}><!-- -->",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f'<?xml-stylesheet href="{JAVASCRIPT}"?><img src=x onerror={RUN}>',
    f"&lt;img src=x onerror={RUN}&gt; &#60;script&#62;{RUN}&#60;/script&#62;",
    f"<div><p>x</div><img src=x onerror={RUN}></p>",
    f"<x-custom onpointerenter={RUN} style=position:fixed;inset:0>x</x-custom>",
    "<form id=main><input name=attributes></form><a id=defaultView name=x>x</a>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
)
ATTRIBUTES = (
    f'x{{: onclick="{RUN}" onmouseover="{RUN}" }}',
    f'# x {{: onclick={RUN} id="main" }}',
    f"# x {{: id='a\"onclick=\"{RUN}' }}",
    f'# x {{: #a"><img/src=x/onerror={RUN}> }}',
    f"[x](#a){{: href='{JAVASCRIPT}' target=_blank style='position:fixed;inset:0' }}",
    f"*x*{{: style='background:url({JAVASCRIPT})' srcdoc='<script>{RUN}</script>' }}",
    f"| a {{: onclick={RUN} }} |\n|---|\n| b {{: style=position:fixed colspan=9999 }} |",
    f"# <img src=x onerror={RUN}>\n\n# [x]({JAVASCRIPT})",
    f"# `<table><pre>` <table> {{: title='<table>{RUN}' }}",
    f'```js onload={RUN}"><img src=x onerror={RUN}>\n</code></pre><script>{RUN}</script>\n```',
    f"~~~{{ .x onclick={RUN} }}\n<script>{RUN}</script>\n~~~",
    f'```{{ .python #main onclick="{RUN}" }}\nx\n```',
    f"`<script>{RUN}</script>`",
    f"    <script>{RUN}</script>",
    f"x[^<img src=x onerror={RUN}>]\n\n[^<img src=x onerror={RUN}>]: <script>{RUN}</script>",
    f"x[^1]\n\n[^1]: [x]({JAVASCRIPT}){{: onclick={RUN} }}",
    f"Term {{: onclick={RUN} }}\n: <script>{RUN}</script> {{: onclick={RUN} }}",
    "\x02wzxhzdk:0\x03 \x02amp\x03 \x02klzzwxh:0000\x03",
)
VECTORS = (*(shape.format(scheme) for shape in IN_LINKS for scheme in SCHEMES), *ELEMENTS, *ATTRIBUTES)

HARMLESS = {
    *("a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6"),
    *("hr", "i", "kbd", "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr"),
    "ul",
}
HARMLESS_ATTRIBUTES = {"href", "id", "class", "start", "tabindex", "role", "aria-label"}
LEADS = ("https://", "http://", "mailto:", "#", "../")


def what_runs(html: str) -> list[str]:
    """The elements and attributes of a page that could run something, or fetch, or take the page's own places."""
    found = []
    for element in BeautifulSoup(html, "html5lib").body.find_all(True):  # type: ignore[union-attr]
        names = {name for name in element.attrs if name not in HARMLESS_ATTRIBUTES}
        href = element.get("href")
        leads = href is None or str(href).startswith(LEADS)
        if element.name not in HARMLESS or names or not leads or element.get("id") in ("main", "contents"):
            found.append(str(element)[:200])
    return found
