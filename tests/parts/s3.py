"""A store of files that speaks S3, in a thread of this process and on a port of its own."""

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "followthrough"
KEY, SECRET = "a-key", "a/secret+of=signs"


class PrivateS3:
    def __enter__(self) -> str:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.client = boto3.client(
            "s3",
            endpoint_url=f"http://{host}:{port}",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name="us-east-1",
        )
        self.client.create_bucket(Bucket=BUCKET)
        return f"s3://{KEY}:a%2Fsecret%2Bof%3Dsigns@{host}:{port}/{BUCKET}?tls=false"

    def __exit__(self, *_) -> None:
        self._server.stop()
