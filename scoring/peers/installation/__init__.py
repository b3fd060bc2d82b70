"""Companies assessed in this installation as peers: who may be shown, and where a score stands among them."""
