"""Compiling templates: Jinja's own compiler, but for what a page does a thousand times.

A field of a context is asked for as Python asks for an attribute, and nothing else: what has no such attribute ends
the quick way, and Jinja's own compiler makes the page (`environment.py`). A text is escaped as markupsafe escapes it,
without an object of Markup around each; a macro is called as a function.
"""

from collections.abc import Callable
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape


def _as_escape_says(text: str) -> str:
    return str(escape(text))


# What `escape` does to a text before it makes a Markup of the answer. It is private to markupsafe, and another release
# than the one of the lock may have no such name: the public way is slower, and says the same.
escaped_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _as_escape_says)


def escaped(value: object) -> str:
    """What is no plain text as HTML: markup as it is, the rest as its text with special characters escaped."""
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else str(escape(value))


def said(context: Context, macro: Any, *arguments: object) -> str:
    """What a call says, as HTML."""
    if _takes_just(macro, arguments):
        return macro._func(*arguments)  # type: ignore[no-any-return]
    return escaped(context.call(macro, *arguments))


def called(context: Context, macro: Any, *arguments: object) -> Any:
    """What a macro that is given all that it takes says, without Jinja's search for defaults; else as Jinja calls."""
    if _takes_just(macro, arguments):
        return str.__new__(Markup, macro._func(*arguments))  # quicker than Markup(...), which asks for __html__
    return context.call(macro, *arguments)


def _takes_just(macro: Any, arguments: tuple[object, ...]) -> bool:
    if type(macro) is not Macro or len(arguments) != macro._argument_count:
        return False
    return not (macro.catch_kwargs or macro.catch_varargs or macro.caller)


class QuickCode(CodeGenerator):
    """The Python of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Import what its code calls: a name of the module is found in a third of the time of an attribute."""
        self.writeline(f"from {__name__} import called, escaped, escaped_text, said")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write `value.field`; what `self` has are blocks, and no fields."""
        is_self = isinstance(node.node, nodes.Name) and node.node.name == "self"
        if is_self or iskeyword(node.attr) or isinstance(node.node, nodes.Const):  # `5.real` is no Python
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write `called(context, macro, ...)`."""
        is_escaped = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile  # elsewhere a macro gives plain text
        if forward_caller or not is_escaped or not self._is_plain(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
        else:
            self._write_call("called", node, frame)

    def _is_plain(self, node: nodes.Call) -> bool:
        """Whether it may be a macro that is given its arguments in their order."""
        return not (node.kwargs or node.dyn_args or node.dyn_kwargs) and isinstance(node.node, nodes.Name)

    def _write_call(self, function: str, node: nodes.Call, frame: Frame) -> None:
        self.write(f"{function}(context, ")
        self.visit(node.node, frame)
        for argument in node.args:
            self.write(", ")
            self.visit(argument, frame)
        self.write(")")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Write texts and what stands between them as one text: `"<td>%s</td>" % (value,)` is quick in CPython."""
        if frame.require_output_check or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Output(node, frame)
            return
        values = [child for child in node.nodes if not isinstance(child, nodes.TemplateData)]
        self.writeline("yield " if frame.buffer is None else f"{frame.buffer}.append(", node)
        if values:
            said = (c.data.replace("%", "%%") if isinstance(c, nodes.TemplateData) else "%s" for c in node.nodes)
            self.write(f"{''.join(said)!r} % (")
            for value in values:
                self._write_escaped(value, frame)
            self.write(")")
        else:
            self.write(repr("".join(child.data for child in node.nodes if isinstance(child, nodes.TemplateData))))
        if frame.buffer is not None:
            self.write(")")

    def _write_escaped(self, value: nodes.Expr, frame: Frame) -> None:
        self.newline(value)
        if isinstance(value, nodes.Call) and self._is_plain(value):
            self._write_call("said", value, frame)
            self.write(",")
            return
        name = self.temporary_identifier()
        self.write(f"(escaped_text({name}) if type({name} := (")
        self.visit(value, frame)
        self.write(f")) is str else escaped({name})),")
