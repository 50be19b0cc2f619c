# SPDX-License-Identifier: Apache-2.0
"""From a change to a deployment and a release as a picture: `make diagrams` writes dev-workflow.png."""

import sys

from diagrams.aws.general import User
from diagrams.aws.management import OrganizationsAccount
from diagrams.aws.security import IdentityAndAccessManagementIamAWSSts
from diagrams.aws.storage import SimpleStorageServiceS3BucketWithObjects
from diagrams.onprem.ci import GithubActions
from diagrams.onprem.client import Client
from diagrams.onprem.iac import Terraform
from diagrams.onprem.vcs import Git, Github
from diagrams.programming.flowchart import Document, MultipleDocuments
from diagrams.programming.language import Bash, Cpp
from drawing import BLUE, GREEN, ORANGE, VIOLET, area, arrow, beside, dashed, picture

with picture("", sys.argv[1]):
    with area("A laptop, no account", "#f9fafb", "#374151"):
        editor = Client("change")
        test = Cpp("make test\neverything, offline")
        commit = Git("commit")

    github = Github("pull request, main")

    with area("ci: each change", "#eff6ff", BLUE):
        tests = GithubActions("build, tests,\nsanitizers, lint")
        terraform = Terraform("\nfmt, validate, plans,\npolicies, checkov")
        package = Bash("make package\nsame bytes every time")

    with area("deploy: by hand", "#fff7ed", ORANGE):
        drift = GithubActions("drift\na plan every night")
        plan = Document("plan, kept\nas an artifact")
        person = User("approval for\nstaging and prod")
        token = IdentityAndAccessManagementIamAWSSts("one hour's role\nby OIDC, no key")
        state = SimpleStorageServiceS3BucketWithObjects("state\nlocked, versioned")

    with area("AWS", "#f0fdf4", GREEN):
        accounts = [OrganizationsAccount(name) for name in ("dev", "staging", "prod")]

    with area("release: a tag", "#f5f3ff", VIOLET):
        release = GithubActions("build once more")
        files = MultipleDocuments("tarball, deb, zips,\nSBOM, checksums,\nprovenance")

    editor >> arrow() >> test >> arrow() >> commit >> arrow() >> github
    github >> arrow("", BLUE) >> tests
    github >> arrow("", BLUE) >> terraform
    github >> arrow("", BLUE) >> package
    terraform >> arrow("", ORANGE) >> plan >> arrow("", ORANGE) >> person >> arrow("", ORANGE) >> token
    package >> dashed("zips", ORANGE) >> plan
    tests >> beside() >> drift >> dashed("", ORANGE) >> state >> dashed("", ORANGE) >> token
    for account in accounts:
        token >> arrow("", GREEN) >> account
    package >> arrow("v*", VIOLET) >> release >> arrow("", VIOLET) >> files
