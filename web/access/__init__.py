"""Who may come in: the rule of every route, who asks, what the log tells of it, and the pages of staff and tokens."""
