"""Judges' marks: read, corrected for severity and spread, measured for agreement, set beside the engine's ranking."""
