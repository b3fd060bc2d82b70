"""The figures of the 2021 report on a city and a sector, in words. Their labels stand in data/report/figures.yaml."""
