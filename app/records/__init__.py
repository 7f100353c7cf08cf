"""What is kept: dataclasses, vocabularies, canonical JSON."""
