"""The commands behind the Makefile. All but `assets` and `data` need nothing beyond Python itself."""
