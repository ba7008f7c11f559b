"""One file per demo; each binds `DEMO`. A file whose name starts with `_` is shared by several of them."""
