"""Progress of long work, on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from scoring.progression.fitting.train import Progress
from scoring.ranker import STEPS, Tell
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


@contextmanager
def at_work(name: str, lang: Lang, shown: bool) -> Iterator[Tell]:
    """A spinner on a terminal that says which step the callback is told of; nothing unless `shown`."""
    if not shown:
        yield lambda step, share: None
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{name} …") as status:
        yield lambda step, share: status.update(f"{name} · {STEPS[step].in_(lang)} {share:.0%}")
