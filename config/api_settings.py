"""The settings of the REST framework, of its schema, and of who may read from other sites."""

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["accounts.viewsets.rendering.Json"],
    "DEFAULT_PARSER_CLASSES": ["accounts.viewsets.parsing.Json"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.viewsets.access.OnlyKnownCallersWrite"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.viewsets.limits.RequestLimit"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "accounts.viewsets.rendering.Formats",
    "DEFAULT_SCHEMA_CLASS": "accounts.viewsets.schema.Schema",
    "EXCEPTION_HANDLER": "accounts.viewsets.problems.answer_to",
}

# What is published may be read by scripts of other sites, as anybody: never with a cookie or a token.
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
CORS_ALLOW_HEADERS = ("accept", "if-modified-since", "if-none-match")
CORS_EXPOSE_HEADERS = (
    "ETag", "Last-Modified", "Link", "X-Request-ID",
    "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After",
)  # fmt: skip
SPECTACULAR_SETTINGS = {
    "TITLE": "Followthrough",
    "DESCRIPTION": "From what the inspector said to what changed, and the proof of it.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": [
        "accounts.viewsets.schema.let_fields_be_left_out",
        "accounts.viewsets.schema.say_refusals",
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # First a list of what there is: of nearly two hundred addresses drawn at once most are out of sight.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none", "defaultModelsExpandDepth": -1},
    "AUTHENTICATION_WHITELIST": ["accounts.authentication.TokenAuthentication"],
}
