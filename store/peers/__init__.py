"""Companies that opted in to be peers of others, and the releases made of them."""
