#!/bin/sh
# Usage: tests/accept.sh BUILD
# Writes the expected traces anew. The review is "git diff tests/cases".
set -u
"$(dirname "$0")/cases.py" "$1" --accept | grep '^not ok'
git -C "$(dirname "$0")" diff --stat -- cases 2>/dev/null || true
