from pathlib import Path


def socket_path(var_dir: Path) -> Path:
    return var_dir / "broker.sock"
