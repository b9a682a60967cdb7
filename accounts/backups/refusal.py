class CannotBackUp(Exception):
    """A backup can't be made, read or put back, in one sentence for whoever looks after the machine."""
