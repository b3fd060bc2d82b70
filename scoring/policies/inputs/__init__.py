"""What packs read of a company, as bounds: asked, told by accounts and funding history, or doubted and said why."""
