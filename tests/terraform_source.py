# SPDX-License-Identifier: Apache-2.0
"""infra/terraform as text, checked without Terraform."""

import hcl2
import tree

STACK = "infra/terraform/"


def _plain(value):
    """hcl2's reading without its marks: strings unquoted, blocks as they are written."""
    if isinstance(value, str):
        return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {
            _plain(key): _plain(item) for key, item in value.items() if key not in ("__is_block__", "__comments__", "__inline_comments__")
        }
    return value


def read() -> dict[str, dict]:
    """{path below infra/terraform: its blocks} of every file of the language."""
    found = {}
    for path, text in tree.select(tree.read(), ".tf", ".tfvars", ".hcl", under=(STACK,)).items():
        try:
            found[path.removeprefix(STACK)] = _plain(hcl2.loads(text))
        except Exception as error:
            raise AssertionError(f"{path} is not HCL: {error}") from error
    return found


def blocks(files: dict[str, dict], kind: str, folder: str = "") -> list[tuple[str, str, dict]]:
    """(path, labels joined by ".", body) of every block of a kind."""
    found = []
    for path, parts in files.items():
        if not path.startswith(folder):
            continue
        for block in parts.get(kind, []):
            for first, inner in block.items():
                if kind in ("resource", "data"):
                    found += [(path, f"{first}.{second}", body) for second, body in inner.items()]
                else:
                    found.append((path, first, inner))
    return found


def services(files: dict[str, dict]) -> set[str]:
    """AWS services of which the stack, without what its state lies in, has a resource: "lambda", "s3", "cloudwatch_log"."""
    kinds = {label.split(".")[0].removeprefix("aws_") for path, label, _ in blocks(files, "resource") if not path.startswith("bootstrap/")}
    longer = ("cloudwatch_log", "cloudwatch_event")
    return {next((prefix for prefix in longer if kind.startswith(prefix)), kind.split("_")[0]) for kind in kinds}
