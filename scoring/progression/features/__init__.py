"""What was known of companies and their market on a day, as features."""
