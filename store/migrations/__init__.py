"""Migrations of the store, one file a step under `versions`. A released step is never edited: write another one."""
