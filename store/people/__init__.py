"""Who may do what: staff and their sessions, tokens of the API, links to kept self-assessments.

Of every secret the store holds a hash only. Counts of failures, and when a session or token was last seen, are kept
without a line in the log: they change with every request and tell nothing that the log of requests does not.
"""
