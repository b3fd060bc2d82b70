"""A YAML file read safely, with the line of every value."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from scoring.errors import InputError, Problem, refuse
from scoring.oserrors import reason_of
from scoring.text import Text, both

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 1_000_000
_MAX_DEPTH = 40


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader; a value that belies its tag or form (2020-13-45) is an error with a line, too."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError) as error:
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None


class YamlFile:
    """Contents of a YAML file (`data`) and where each of them stands (`line`)."""

    def __init__(self, path: Path, shown: str) -> None:
        self.shown = shown
        text = _text(path, shown)
        try:
            _refuse_depth(text, shown)
            loader = _Loader(text)
            self._root = loader.get_single_node()
            self._refuse_repeats()
            self.data = loader.construct_document(self._root) if self._root else None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise _no_yaml(shown, str(error.problem), mark.line + 1 if mark else None) from None
        except yaml.YAMLError as error:
            raise _no_yaml(shown, str(error).splitlines()[0]) from None

    def line(self, path: Sequence[str | int]) -> int:
        """Line of the value at `path`, or of the nearest enclosing value that exists."""
        node, line = self._root, 1
        for step in path:
            found = _child(node, step)
            if found:
                node, line = found
        return line

    def problem(self, path: Sequence[str | int], message: Text, expected: Text | None = None) -> Problem:
        """Describe a fault at `path`."""
        shown = ".".join(str(step) for step in path)
        return Problem(self.shown, message, path=shown, line=self.line(path), expected=expected)

    def _refuse_repeats(self) -> None:
        for node in _walk(self._root):
            keys = [str(key.value) for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
            for place, key in enumerate(keys):
                line = node.value[place][0].start_mark.line + 1
                if key in keys[:place]:
                    raise refuse(
                        self.shown, f"{key!r} stands twice in one mapping", f"{key!r} 在同一层出现两次", line=line
                    )
                if key == "<<":
                    # Merges of merges multiply without end.
                    expected = both("plain keys", "普通键名")
                    raise refuse(
                        self.shown, "merge keys (<<) are not read", "不支持合并键（<<）", line=line, expected=expected
                    )


def _no_yaml(shown: str, found: str, line: int | None = None) -> InputError:
    return refuse(shown, f"not readable as plain YAML: {found}", f"不是有效的 YAML：{found}", line=line)


def _text(path: Path, shown: str) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        why = reason_of(error)
        raise refuse(shown, f"can't be read: {why.en}", f"无法读取：{why.zh}") from None
    if len(raw) > _MAX_BYTES:
        most = both(f"at most {_MAX_BYTES:,} bytes", f"不超过 {_MAX_BYTES:,} 字节")
        raise refuse(shown, f"{len(raw):,} bytes are too many", f"文件过大，共 {len(raw):,} 字节", expected=most)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        expected = both("a UTF-8 text file", "UTF-8 文本文件")
        wrong = (f"not UTF-8 at byte {error.start}", f"第 {error.start} 字节处不是 UTF-8 编码")
        raise refuse(shown, *wrong, expected=expected) from None


def _refuse_depth(text: str, shown: str) -> None:
    """Count brackets and indents before building anything: the builder recurses without a limit of its own."""
    depth = 0
    events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            line = event.start_mark.line + 1
            most = both(f"at most {_MAX_DEPTH} levels", f"不超过 {_MAX_DEPTH} 层")
            raise refuse(shown, "nested too deeply", "嵌套层数过多", line=line, expected=most)


def _walk(root: Any) -> Iterator[Any]:
    """Visit every node once: an alias names a node again, and nests without end in a YAML bomb."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def _child(node: Any, step: str | int) -> tuple[Any, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        child = node.value[step]
        return child, child.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    return None
