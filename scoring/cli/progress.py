"""Progress of long work, on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from scoring.progression.train import Progress
from scoring.text import Lang, Text


@contextmanager
def progress_bar(lang: Lang, title: str = "") -> Iterator[Progress]:
    """A bar that the callback moves: called with what is being done, steps done and steps in all."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def tell(text: Text, done: int, total: int) -> None:
            bar.update(task, description=f"{title} {text.in_(lang)}".strip(), completed=done, total=total)

        yield tell
