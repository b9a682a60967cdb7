import pytest

from config import file_address


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("", {}),
        (
            "s3://KEY:a%2Fb@files.westmarch.example:9000/evidence",
            {
                "bucket_name": "evidence",
                "location": "",
                "access_key": "KEY",
                "secret_key": "a/b",
                "region_name": "us-east-1",
                "addressing_style": "path",
                "endpoint_url": "https://files.westmarch.example:9000",
            },
        ),
        (
            "s3://[::1]:9000/evidence/a/b?tls=false&style=virtual",
            {
                "bucket_name": "evidence",
                "location": "a/b",
                "region_name": "us-east-1",
                "addressing_style": "virtual",
                "endpoint_url": "http://[::1]:9000",
            },
        ),
        (
            "s3:///evidence?region=eu-west-2",
            {
                "bucket_name": "evidence",
                "location": "",
                "region_name": "eu-west-2",
                "addressing_style": "virtual",
            },
        ),
    ],
)
def test_an_address_is_read(url, options):
    assert file_address.read(url) == options


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://host/evidence", "must begin with s3://"),
        ("s3://KEY:SECRET@host", "the name of a bucket"),
        ("s3://KEY:SECRET@host/Evidence", "the name of a bucket"),
        ("s3://KEY@host/evidence", "both the key and its secret"),
        ("s3://host/evidence/../other", "may not hold .."),
        ("s3:///evidence", "needs ?region="),
        ("s3://host/evidence?tls=perhaps", "tls must be true or false"),
        ("s3://host/evidence?region=", "region is empty"),
        ("s3://host/evidence?zone=a", "region, tls, style after the question mark, not zone"),
        ("s3://host:port/evidence", "[Pp]ort"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(url, said):
    with pytest.raises(ValueError, match=said.replace("?", "[?]").replace("..", "[.][.]")):
        file_address.read(url)
