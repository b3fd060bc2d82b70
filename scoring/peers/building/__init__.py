"""Building the reference population: real company lists in, aggregates of at least 10 companies out."""
