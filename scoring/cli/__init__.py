"""The command line: `upslope`."""
