"""Add and review: files and pasted text become records that a person has looked at."""
