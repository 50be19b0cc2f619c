# SPDX-License-Identifier: Apache-2.0
"""A cold start, compared with a Python function with boto3 that does less: at most a tenth of the time, a fifth of the memory."""

import sys
import unittest

import lambda_emulator
import program

sys.path.insert(0, str(program.ROOT / "bench"))
import lambda_start  # noqa: E402


@unittest.skipUnless(lambda_emulator.CLOUD.exists(), "fxlake-cloud is not built")
class LambdaStart(unittest.TestCase):
    def test_it_is_small_and_quick(self):
        native, python = lambda_start.measure_pairs(3).values()
        # The fastest start of each: other work on this machine can only slow a start down.
        quicker = min(python)[0] / min(native)[0]
        smaller = min(memory for _, memory in python) / max(memory for _, memory in native)
        print(f"{quicker:.0f} times as quick, 1/{smaller:.1f} of the memory")
        self.assertGreater(quicker, 10)
        self.assertGreater(smaller, 5)


if __name__ == "__main__":
    unittest.main()
