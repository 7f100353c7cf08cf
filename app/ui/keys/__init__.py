"""Keys and people: who opens this archive, with what, and how that changes.

`screen` lists the key slots · `path_dialog` carries the guided paths, one file each · `slot_words`
says what a slot is as practitioners say it · `share_collector` gathers shares, here and on the lock
screen · `greeting` is what is said once after opening.
"""
