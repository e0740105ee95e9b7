# Uses the command as a script would: it says its version, lists, saves a poster that is whole, and meets a refusal.
#   sh poster.sh VERSION [COMMAND]
set -eu
version=$1
poster=${2:-poster}
fail() { echo "$1" >&2; exit 1; }

said=$($poster --version)
[ "$said" = "poster $version" ] || fail "the command is \"$said\", not \"poster $version\""
id=$($poster list --json | head -1 | sed 's/.*"id":"\([^"]*\)".*/\1/')
[ -n "$id" ] || fail 'poster list names no poster'
folder=$(mktemp -d)
$poster save "$id" --to "$folder" --json
$poster inspect "$folder"/*
# A file is no folder, for root neither.
: >"$folder/taken"
if refused=$($poster save "$id" --to "$folder/taken" --json); then fail 'a refusal was not noticed'; fi
case $refused in *'"kind":'*) echo "refused as it should be: $refused" ;; *) fail "a refusal was not explained: $refused" ;; esac
rm -r "$folder"
