"""Requests nobody thought of, for every operation of the API: none breaks it, each answer is as described."""
