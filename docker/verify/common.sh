# shellcheck shell=bash disable=SC2034
# What the checks share. Sourced, not run.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
IMAGE=${IMAGE:-localhost/activity-scores:verify}
DAS28='{"tenderJointCount28":4,"swollenJointCount28":5,"esr":{"value":7,"unit":"mm/h"},"patientGlobal":{"value":50,"unit":"mm"}}'
FAULTS=0

# expect WHAT WANTED GOT: one line each; the closing line and the exit code count them.
expect() {
  if [ "$2" = "$3" ]; then
    echo "ok      $1: $3"
  else
    echo "NOT OK  $1: wanted $2, got $3"
    FAULTS=$((FAULTS + 1))
  fi
}

# call PATH BODY: status of a POST; the answer is left in $ANSWER.
ANSWER=$(mktemp)
call() {
  curl -sS --max-time 20 -o "$ANSWER" -w '%{http_code}' -H 'content-type: application/json' -d "$2" "$ORIGIN$1" || true
}
status() {
  curl -sS --max-time 60 -o "$ANSWER" -w '%{http_code}' "$ORIGIN$1" || true
}
reported() {
  grep -o '"reported":"[^"]*"' "$ANSWER" | head -n 1 || true
}

# until_ok SECONDS COMMAND...: tries four times a second.
until_ok() {
  local tries=$(($1 * 4))
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then return 1; fi
    sleep 0.25
  done
}

finish() {
  echo
  echo "$1: $FAULTS faults"
  [ "$FAULTS" = 0 ]
}
