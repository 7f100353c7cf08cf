"""Files that hold other files: each yields its members one by one, and none reaches a disk."""
