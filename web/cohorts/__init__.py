"""Cohorts at work: uploaded tables on disk for some hours, and the rankings made of them in the background.

A cohort is found by a secret token in its address. On disk there is only the token's hash, as the name of the folder
that holds everything: truth is in its files, so that several processes can serve one cohort.
"""
