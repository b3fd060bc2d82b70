"""Peers: where a company stands among comparable ones, how sure that is, and which peers are meant."""
