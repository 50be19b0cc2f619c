# SPDX-License-Identifier: Apache-2.0
"""The Glue job (Python shell): fetches the packaged program from S3, starts its transform, and fails when it fails.

Arguments, of the job or of one run (others, which Glue adds by itself, are passed over):
  --package         s3://bucket/key of the zip that `make package` leaves: fxlake-glue-<version>.zip
  --package-sha256  its SHA-256, 64 hexadecimal digits
  --source          the source to transform
  --execution       the name of the execution that it is for
  --region          the region of the buckets; default: as boto3 finds it
  --lake, --raw, --metric-namespace, --catalog-database
                    FXLAKE_LAKE, FXLAKE_RAW, FXLAKE_METRIC_NAMESPACE and FXLAKE_CATALOG_DATABASE of the program; without them, as the
                    environment has them

Needs nothing but boto3 and Python's own library, 3.9 or later.
"""

import argparse
import hashlib
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import boto3

PROGRAM = "fxlake-cloud"
LIMIT = 64 << 20  # bytes; limit for the package


class JobFailed(Exception):
    """Its text becomes the ErrorMessage of the job run."""


def read_arguments(words):
    parser = argparse.ArgumentParser(allow_abbrev=False)
    for name in ("--package", "--package-sha256", "--source", "--execution"):
        parser.add_argument(name, required=True)
    for name in ("--region", "--lake", "--raw", "--metric-namespace", "--catalog-database"):
        parser.add_argument(name)
    return parser.parse_known_args(words)[0]


def fetch(uri, expected, client):
    """The bytes of an object that has this SHA-256."""
    scheme, _, place = uri.partition("://")
    bucket, _, key = place.partition("/")
    if scheme != "s3" or not bucket or not key:
        raise JobFailed(f"the package is no s3://bucket/key: {uri}")
    try:
        body = client.get_object(Bucket=bucket, Key=key)["Body"].read(LIMIT + 1)
    except Exception as error:  # any boto3 error; its text states the problem
        raise JobFailed(f"fetching {uri}: {error}") from error
    if len(body) > LIMIT:
        raise JobFailed(f"the package {uri} is larger than {LIMIT} bytes")
    actual = hashlib.sha256(body).hexdigest()
    if actual != expected.lower():
        raise JobFailed(f"the package {uri} is not the one that was deployed: its SHA-256 is {actual}, not {expected}")
    return body


def unpack(package, folder):
    """The program of a package, ready to be started."""
    program = pathlib.Path(folder) / PROGRAM
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        program.write_bytes(archive.read(PROGRAM))
    program.chmod(0o500)
    return program


def run(command, environment):
    """Its log, line by line, as this job's; a failure with the last line it wrote."""
    last = ""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as job:
        for line in job.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    if job.returncode != 0:
        ending = f"exit code {job.returncode}" if job.returncode > 0 else f"signal {-job.returncode}"
        raise JobFailed(f"{PROGRAM} ended with {ending}: {last}")


def identity(session):
    """The session's region and credentials, as variables of the program: it knows neither Glue's metadata nor boto3's profiles."""
    credentials = session.get_credentials()
    if credentials is None:
        raise JobFailed("no AWS credentials: the job needs a role")
    frozen = credentials.get_frozen_credentials()
    values = {
        "AWS_REGION": session.region_name,
        "AWS_ACCESS_KEY_ID": frozen.access_key,
        "AWS_SECRET_ACCESS_KEY": frozen.secret_key,
        "AWS_SESSION_TOKEN": frozen.token,
    }
    return {name: value for name, value in values.items() if value}


def main(words, client=None):
    arguments = read_arguments(words)
    session = boto3.Session(region_name=arguments.region)
    package = fetch(arguments.package, arguments.package_sha256, client or session.client("s3"))
    places = {"FXLAKE_LAKE": arguments.lake, "FXLAKE_RAW": arguments.raw}
    places |= {"FXLAKE_METRIC_NAMESPACE": arguments.metric_namespace, "FXLAKE_CATALOG_DATABASE": arguments.catalog_database}
    environment = {**os.environ, **identity(session), **{name: value for name, value in places.items() if value}}
    with tempfile.TemporaryDirectory(prefix="fxlake-") as folder:
        program = unpack(package, folder)
        run([str(program), "transform", "--source", arguments.source, "--execution", arguments.execution], environment)


if __name__ == "__main__":
    main(sys.argv[1:])
