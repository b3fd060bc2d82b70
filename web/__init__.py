"""The Flask application: renders what `scoring` computes."""
