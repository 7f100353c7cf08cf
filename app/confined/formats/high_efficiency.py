"""HEIC, the format of many telephones, through libheif: the picture alone, and no threads."""

import pillow_heif


def register() -> None:
    """Let Pillow know of it."""
    pillow_heif.register_heif_opener(
        # A thread is a new process to the kernel, and a worker may start none.
        decode_threads=1,
        thumbnails=False,
        depth_images=False,
        aux_images=False,
    )
