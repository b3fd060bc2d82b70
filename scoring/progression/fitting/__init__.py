"""Fitting and measuring: training, earlier dates, baselines, the model card."""
