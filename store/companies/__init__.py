"""Companies that are kept: what they consent to, what there is of them, how they leave."""
