# SPDX-License-Identifier: Apache-2.0
"""The pipeline on AWS as a picture: `make diagrams` writes cloud-architecture.png.

Each part names the service of infra/terraform that it stands for; a test fails when one of those is not drawn.
"""

import sys

from diagrams.aws.analytics import Athena, Glue, GlueDataCatalog
from diagrams.aws.compute import LambdaFunction
from diagrams.aws.cost import Budgets
from diagrams.aws.integration import (
    EventbridgeRule,
    EventbridgeScheduler,
    SimpleNotificationServiceSnsTopic,
    SimpleQueueServiceSqsQueue,
    StepFunctions,
)
from diagrams.aws.management import Cloudtrail, Cloudwatch, CloudwatchLogs
from diagrams.aws.security import IdentityAndAccessManagementIamRole, KeyManagementService
from diagrams.aws.storage import SimpleStorageServiceS3BucketWithObjects
from diagrams.onprem.client import Users
from diagrams.onprem.network import Internet
from drawing import BLUE, GREEN, ORANGE, RED, VIOLET, area, arrow, beside, dashed, picture

ICONS = {
    "scheduler": EventbridgeScheduler,
    "sfn": StepFunctions,
    "lambda": LambdaFunction,
    "glue": Glue,
    "catalog": GlueDataCatalog,
    "athena": Athena,
    "s3": SimpleStorageServiceS3BucketWithObjects,
    "sns": SimpleNotificationServiceSnsTopic,
    "sqs": SimpleQueueServiceSqsQueue,
    "cloudwatch": Cloudwatch,
    "cloudwatch_log": CloudwatchLogs,
    "cloudwatch_event": EventbridgeRule,
    "cloudtrail": Cloudtrail,
    "iam": IdentityAndAccessManagementIamRole,
    "kms": KeyManagementService,
    "budgets": Budgets,
}


def part(service: str, label: str):
    return ICONS[service](label)


with picture("", sys.argv[1], rankdir="LR"):
    banks = Internet("central banks\nand public APIs")
    people = Users("analysts,\nDuckDB, Polars, Trino")

    with area("Orchestration", "#fdf2f8", "#9d174d"):
        schedule = part("scheduler", "EventBridge Scheduler\nweekdays 16:15")
        workflow = part("sfn", "Step Functions\nworkflow, backfill")
        letters = part("sqs", "SQS\nstarts that failed")

    with area("Compute: one native program", "#fff7ed", ORANGE):
        ingest = part("lambda", "Lambda: ingest\nasks, keeps bytes")
        transform = part("glue", "Glue job: transform\nin backfills a Lambda")
        validate = part("lambda", "Lambda: validate\nverdicts, report")

    with area("The lake", "#f0fdf4", GREEN):
        raw = part("s3", "S3: raw\nas received, for ever")
        processed = part("s3", "S3: processed\nrates, revisions")
        catalog = part("catalog", "Glue Data Catalog\nprojected partitions")

    with area("SQL", "#f5f3ff", VIOLET):
        athena = part("athena", "Athena\nquality rules, queries")
        results = part("s3", "S3: results\nkept 14 days")

    with area("Watching", "#eff6ff", BLUE):
        cloudwatch = part("cloudwatch", "CloudWatch\nalarms, dashboard")
        logs = part("cloudwatch_log", "CloudWatch Logs\nmetrics inside")
        rule = part("cloudwatch_event", "EventBridge rules\njobs, statements")
        topic = part("sns", "SNS\ne-mail")
        budget = part("budgets", "Budget\nby cost tag")

    with area("Guarding", "#fef2f2", RED):
        trail = part("cloudtrail", "CloudTrail\nevery call, every object")
        roles = part("iam", "IAM\none role each, one boundary")
        key = part("kms", "KMS\nown key in prod")

    schedule >> arrow("starts", "#9d174d") >> workflow
    schedule >> dashed("gave up", "#9d174d") >> letters
    workflow >> arrow("1", ORANGE) >> ingest
    workflow >> arrow("2", ORANGE) >> transform
    workflow >> arrow("3", ORANGE) >> athena
    workflow >> arrow("4", ORANGE) >> validate
    workflow >> arrow("failed", RED, constraint="false") >> topic
    banks >> arrow("https", GREEN) >> ingest >> arrow("", GREEN) >> raw
    raw >> arrow("", GREEN) >> transform >> arrow("", GREEN) >> processed
    processed >> arrow("", VIOLET) >> catalog >> arrow("", VIOLET) >> athena >> arrow("", VIOLET) >> results
    athena >> arrow("SQL", VIOLET) >> people
    processed >> arrow("Parquet", GREEN) >> people
    cloudwatch >> arrow("alarms", BLUE) >> topic
    workflow >> dashed("", BLUE) >> logs >> dashed("", BLUE) >> cloudwatch
    workflow >> beside() >> rule >> beside() >> budget
    rule >> arrow("", BLUE) >> topic
    budget >> arrow("", BLUE) >> topic
    topic >> beside() >> trail >> beside() >> roles >> beside() >> key
