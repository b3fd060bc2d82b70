"""Companies as arrays: what columns and events are made of, whether they came as profiles or as a table of a million.

`coded.py` values as numbers of a list, `flat.py` lists that lie flat, `companies.py` the table, `from_profiles.py`
profiles laid out as one.
"""

from scoring.table.coded import Coded
from scoring.table.companies import CompanyTable, RoundTable

__all__ = ["Coded", "CompanyTable", "RoundTable"]
