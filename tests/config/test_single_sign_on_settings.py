import pytest

PROVIDER = {
    "OIDC_CLIENT_ID": "followthrough",
    "OIDC_CLIENT_SECRET": "a client secret",
    "OIDC_SERVER_URL": "https://login.example/tenant/v2.0",
}


def test_without_a_provider_there_is_no_single_sign_on_and_forms_go_nowhere_else(start):
    assert start("OIDC").stdout.strip() == "None"
    assert "login.example" not in start("CONTENT_SECURITY_POLICY").stdout


def test_a_provider_is_taken_from_the_environment_and_its_host_is_allowed_to_forms(start):
    named = PROVIDER | {
        "OIDC_NAME": "Westmarch staff account",
        "OIDC_EMAIL_DOMAINS": "westmarch.example,police.example",
    }
    provider = start("OIDC", **named).stdout
    assert "'name': 'Westmarch staff account'" in provider and "'provider_id': 'sso'" in provider
    assert "'verified_email': ['westmarch.example', 'police.example']" in provider
    policy = start("CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']", **named).stdout
    assert "'https://login.example'" in policy


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"OIDC_CLIENT_SECRET": ""}, "the setting OIDC_CLIENT_SECRET must be set too"),
        ({"OIDC_SERVER_URL": ""}, "the setting OIDC_SERVER_URL must be set too"),
        ({"OIDC_SERVER_URL": "login.example"}, "the setting OIDC_SERVER_URL must begin with one of"),
    ],
)
def test_half_a_provider_stops_start_up_with_a_sentence(start, changed, sentence):
    started = start("OIDC", **PROVIDER | changed)
    assert started.returncode == 1 and sentence in started.stderr
    assert "Traceback" not in started.stderr
