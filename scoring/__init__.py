"""The engine: profiles in, findings, scores and assessments out. No web, no HTML."""
