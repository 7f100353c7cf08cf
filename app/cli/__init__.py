"""The terminal: one file per command over the same use cases as the window.

`main.run` is the door; `docs/commands.md` describes every command and its JSON.
"""
