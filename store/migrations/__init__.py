"""Migrations of the store, one file a step under `versions`. A step once released is never edited: write another one."""
