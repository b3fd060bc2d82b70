"""CompanyProfile: the one schema behind form, API, spreadsheet and command line."""

from scoring.profile.company import CompanyProfile, profile_model
from scoring.profile.funding import FundingRound, Investor
from scoring.profile.values import PartialDate, Span

__all__ = ["CompanyProfile", "FundingRound", "Investor", "PartialDate", "Span", "profile_model"]
