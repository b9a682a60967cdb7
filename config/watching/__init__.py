"""How the service is watched: its log, its metrics, the state of its parts, traces and reports of faults.

Nothing here may ever tell a secret, an address of a person, or words that somebody typed: see `scrubbing`.
"""
