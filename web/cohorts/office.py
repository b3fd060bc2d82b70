"""All that an application needs for cohorts, made once: desk, memory and worker."""

from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app

from web.cohorts.desk import Desk
from web.cohorts.memory import Memory
from web.cohorts.worker import Worker
from web.settings import Settings

_NAME: Final = "upslope-cohorts"


@dataclass(frozen=True)
class Office:
    """Where cohorts are kept, what is remembered of them, and who ranks them."""

    desk: Desk
    memory: Memory
    worker: Worker


def keep_office(app: Flask, settings: Settings) -> None:
    """Give an application its office; what is over time is deleted now."""
    memory = Memory()
    app.extensions[_NAME] = Office(Desk(settings.instance, settings.cohort_hours), memory, Worker(memory))


def office() -> Office:
    """The office of the application that answers this request."""
    kept: Office = current_app.extensions[_NAME]
    return kept
