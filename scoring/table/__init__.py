"""Companies as arrays: what columns and events are made of, whether they came as profiles or as a table of a million.

`coded.py` values as numbers of a list, `flat.py` lists that lie flat, `companies.py` the table, `below.py` what lies
below it, `stacking.py` tables one below the other, `from_profiles.py` profiles laid out as one.
"""

from scoring.table.below import RoundTable
from scoring.table.coded import Coded
from scoring.table.companies import CompanyTable

__all__ = ["Coded", "CompanyTable", "RoundTable"]
