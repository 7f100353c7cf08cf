"""What a process gives up before it touches what others made: the network, above all.

Whatever starts a process of this program begins here: `surroundings` chooses what it takes from its
environment, `socket_filter` shuts the way to the network, and both hold for every child.
"""
