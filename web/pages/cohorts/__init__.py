"""Pages of cohorts: upload, columns, ranking, comparison, files. Importing this gives `blueprint` all its routes."""

from web.pages.cohorts import columns, compare, example, expired, files, ranking, upload
from web.pages.cohorts.blueprint import blueprint

__all__ = ["blueprint", "columns", "compare", "example", "expired", "files", "ranking", "upload"]
