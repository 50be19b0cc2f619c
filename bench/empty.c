// SPDX-License-Identifier: Apache-2.0
// The least that a program costs to start.
int main(void) { return 0; }
