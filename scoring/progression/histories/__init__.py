"""Funding histories of a market as arrays: out of event tables, or out of a table of companies."""
