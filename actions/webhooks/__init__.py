"""Telling other systems of what happens: each webhook follows the changes feed from a place of its own."""
