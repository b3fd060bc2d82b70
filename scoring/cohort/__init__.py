"""A cohort as a whole: how sure its ranking is, why one company is above another, what changed since last year."""
