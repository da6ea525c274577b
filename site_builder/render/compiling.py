"""Compiling templates: Jinja's own compiler, but for what a page does a thousand times.

A field of a context is asked for as Python asks for an attribute; only where it has none does Jinja look further. A
text that was escaped before is not escaped again: a round's systems share most of what they say.
"""

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

# A few megabytes; of a hundred thousand systems each has texts of its own.
MOST_REMEMBERED = 50_000

_known: dict[str, str] = {"": ""}


def escaped(value: object) -> str:
    """The value as HTML: markup as it is, text with its special characters escaped."""
    if type(value) is str:
        found = _known.get(value)
        return _remembered(value) if found is None else found
    return value if type(value) is Markup else escape(value)


def _remembered(text: str) -> str:
    if len(_known) > MOST_REMEMBERED:
        _known.clear()
    found = _known[text] = str(escape(text))
    return found


class QuickCode(CodeGenerator):
    """The Python of a template."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write `value.field`; what has no such attribute is asked as Jinja asks: a mapping may have such a key."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        name = self.temporary_identifier()
        self.write(f"({name}.{node.attr} if hasattr(({name} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}) else environment.getattr({name}, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")
