"""Pages of the application: a blueprint an area."""

from flask import Blueprint

from web.pages import cohorts, examples, form, pdf, posted, result, unbroken, whatif


def pages() -> tuple[Blueprint, ...]:
    """All blueprints of pages."""
    return tuple(area.blueprint for area in (posted, unbroken, form, examples, cohorts, result, whatif, pdf))
