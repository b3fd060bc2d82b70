"""Official programmes: which of them a company qualifies for, by the policy packs of the rule book."""
