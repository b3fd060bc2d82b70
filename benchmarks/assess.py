"""Time that `assess()` takes for one company in process, from a validated profile to the complete Assessment."""

import argparse
from statistics import median, quantiles
from time import perf_counter

from report import publish, table
from synthetic import synthetic_profiles

from scoring.assessor import assess
from scoring.rulesets.book import shipped_book

COMPANIES = 100


def main() -> None:
    """Assess made-up companies over and over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help=f"times that {COMPANIES} companies are assessed")
    rounds = parser.parse_args().rounds
    profiles = synthetic_profiles(shipped_book(), COMPANIES)
    times = []
    for number in range(rounds + 1):
        for profile in profiles:
            began = perf_counter()
            assess(profile)
            if number:
                times.append(1000 * (perf_counter() - began))
    row = ["assess()", f"{len(times):,}", f"{median(times):.2f} ms", f"{quantiles(times, n=20)[-1]:.2f} ms"]
    text = table(["what", "calls", "median", "95th percentile"], [row])
    publish("One company", f"python benchmarks/assess.py --rounds {rounds}", text)


if __name__ == "__main__":
    main()
