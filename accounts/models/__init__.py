from accounts.models.closure_days import ClosureDay
from accounts.models.heartbeats import Heartbeat
from accounts.models.idempotency import KeptAnswer
from accounts.models.invitations import Invitation
from accounts.models.jobs import Job
from accounts.models.memberships import Membership, Role
from accounts.models.organisations import Organisation
from accounts.models.people import User
from accounts.models.posts import Post
from accounts.models.request_counts import RequestCount
from accounts.models.sessions import Session
from accounts.models.sign_in_limits import SignInLimit
from accounts.models.sweeps import Sweep
from accounts.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "ClosureDay",
    "Heartbeat",
    "Invitation",
    "Job",
    "KeptAnswer",
    "Membership",
    "Organisation",
    "Post",
    "RequestCount",
    "Role",
    "Session",
    "SignInLimit",
    "Sweep",
    "User",
]
