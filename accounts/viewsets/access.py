"""What stands before every address of the API. Whose rows they are, each view asks itself by `visible_to`."""

from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated

__all__ = ["IsAuthenticated", "OnlyKnownCallersWrite"]


class OnlyKnownCallersWrite(BasePermission):
    """Anybody reads what is published. A method that an address does not take at all is told so, not 401."""

    def has_permission(self, request, view):
        is_taken = hasattr(view, request.method.lower())
        return request.method in SAFE_METHODS or not is_taken or request.user.is_authenticated
