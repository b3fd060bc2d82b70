"""Funding progression: how likely a company is to raise a further round within 12 and 24 months."""
