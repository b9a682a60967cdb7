"""Files in a store that speaks S3, for several hosts. Nothing imports this where FILES_URL is empty."""

import functools

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from storages.backends.s3 import S3Storage

IN_MEMORY = 1024 * 1024
PATIENCE = {
    "connect_timeout": 5,
    "read_timeout": 20,
    "retries": {"total_max_attempts": 3, "mode": "standard"},
}


def as_a_disk_would(method):
    """What goes wrong is an OSError, as with a folder: whoever keeps files need not know where they lie."""

    @functools.wraps(method)
    def told(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except ClientError as problem:
            answer = problem.response.get("Error", {})
            if problem.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
                raise FileNotFoundError(f"The store of files has no such file: {answer}") from problem
            raise OSError(f"The store of files refused: {answer}") from problem
        except (BotoCoreError, HTTPClientError) as problem:
            raise OSError(f"The store of files did not answer: {problem}") from problem

    return told


class S3Files(S3Storage):
    def __init__(self, addressing_style, **options):
        config = Config(
            s3={"addressing_style": addressing_style},
            signature_version="s3v4",
            # Many stores that speak S3 don't know the checksums Amazon adds by itself.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            **PATIENCE,
        )
        super().__init__(
            client_config=config,
            transfer_config=TransferConfig(use_threads=False),
            # Left alone it keeps the whole of every file that is read in memory.
            max_memory_size=IN_MEMORY,
            **options,
        )

    @as_a_disk_would
    def _open(self, name, mode="rb"):
        file = super()._open(name, mode)
        if "r" in mode:
            file.open()  # Fetched here, where a failure can still be told.
        return file

    _save = as_a_disk_would(S3Storage._save)
    delete = as_a_disk_would(S3Storage.delete)
    exists = as_a_disk_would(S3Storage.exists)
    listdir = as_a_disk_would(S3Storage.listdir)
    size = as_a_disk_would(S3Storage.size)
    get_modified_time = as_a_disk_would(S3Storage.get_modified_time)
