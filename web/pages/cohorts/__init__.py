"""Pages of cohorts: upload, columns, ranking, comparison, files. Importing this gives `blueprint` all its routes."""

from web.pages.cohorts import columns, company, compare, example, expired, files, ranking, saving, upload
from web.pages.cohorts.blueprint import blueprint

__all__ = ["blueprint", "columns", "company", "compare", "example", "expired", "files", "ranking", "saving", "upload"]
