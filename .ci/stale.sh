#!/usr/bin/env bash
# After a build: is what git tracks of the site in FOLDER (output/ where none is named) what the build gave?
set -euo pipefail
folder=${1:-output}
changed=$(git status --porcelain --untracked-files=all -- "$folder")
[[ -z $changed ]] && exit 0
printf '%s\n' "$changed" | head -n 20
title="$folder/ is stale"
echo "::error title=$title::$folder/ is not what the data and the templates give. Run: make site; then commit $folder/."
exit 1
