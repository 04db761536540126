#!/usr/bin/env bash
# Runs the image hardened with podman and looks at it from outside and inside:   bash docker/verify/image.sh
# Needs (Debian): podman, runc, curl; and the image that build.sh makes, or IMAGE.
source "$(dirname "$0")/common.sh"
NAME=activity-scores-verify-$$
PORT=${PORT:-38080}
ORIGIN=http://127.0.0.1:$PORT
trap 'podman rm --force "$NAME" >/dev/null 2>&1; rm -f "$ANSWER"' EXIT
# podman asks systemd to run health checks; where there is none it complains, so they are run by hand below.
p() { podman "$@" 2> >(grep -v 'systemd' >&2); }

start() { # start MEMORY HEAP [--env ...] -- ROLE...
  local memory=$1 heap=$2 environment=()
  shift 2
  while [ "$1" != -- ]; do environment+=("$1") && shift; done
  shift
  p run --pull never --detach --name "$NAME" --runtime runc --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 --network host \
    --read-only --read-only-tmpfs=false --cap-drop ALL --security-opt no-new-privileges --memory "$memory" \
    --pids-limit 64 --no-healthcheck --env ALLOW_ANONYMOUS=true --env "PORT=$PORT" --env "NODE_OPTIONS=--max-old-space-size=$heap" \
    "${environment[@]}" "$IMAGE" "$@" >/dev/null
  until_ok 30 curl -fsS "$ORIGIN/health/ready" || p logs "$NAME"
}
inside() { p exec "$NAME" "$@" 2>/dev/null; }
stop() { # stop ROLE
  p stop --time 10 "$NAME" >/dev/null
  expect "$1: exit code after SIGTERM" 0 "$(p inspect "$NAME" --format '{{.State.ExitCode}}')"
  expect "$1: killed for memory" false "$(p inspect "$NAME" --format '{{.State.OOMKilled}}')"
  p rm "$NAME" >/dev/null
}

echo "# one service"
start 256m 96 -- das28-esr
expect "health" 200 "$(status /health/ready)"
expect "DAS28-ESR of the published patient" 200 "$(call /v1/das28-esr "$DAS28")"
expect "its score" '"reported":"3.81"' "$(reported)"
expect "another instrument is not here" 404 "$(call /v1/cdai '{}')"
expect "health check of the image" 0 "$(inside node openapi/dist/src/commands/health-check.js && echo 0)"
expect "health check where nobody listens" 1 "$(inside env PORT=1 node openapi/dist/src/commands/health-check.js && echo 0 || echo 1)"
expect "uid and gid" 10001:10001 "$(inside sh -c 'id -u; id -g' | xargs | tr ' ' :)"
expect "capabilities" 0000000000000000 "$(inside sed -n 's/^CapEff:\s*//p' /proc/1/status)"
expect "no new privileges" 1 "$(inside sed -n 's/^NoNewPrivs:\s*//p' /proc/1/status)"
expect "seccomp filter" 2 "$(inside sed -n 's/^Seccomp:\s*//p' /proc/1/status)"
for path in / /app /tmp /var/tmp; do
  expect "cannot write to $path" no "$(inside touch "$path/x" && echo yes || echo no)"
done
expect "files that others than root may change" "" "$(inside find /app ! -type l \( ! -user root -o -perm /022 \))"
expect "package managers" "" "$(inside sh -c 'command -v npm npx yarn corepack; ls /usr/local/lib/node_modules')"
expect "tests, sources, maps, types" "" "$(inside find /app -name test -o -name '*.test.js' -o -name '*.ts' -o -name '*.map')"
expect "tools of development" "" "$(inside find /app/node_modules -maxdepth 2 \( -name tap -o -name typescript -o -name fast-check -o -name knip \))"
stop das28-esr

echo "# several instruments in one process"
start 256m 96 -- das28-esr cdai
expect "health" 200 "$(status /health/ready)"
expect "both are there" 1 "$(grep -c '"cdai":"embedded","das28-esr":"embedded"' "$ANSWER")"
expect "DAS28-ESR" 200 "$(call /v1/das28-esr "$DAS28")"
expect "CDAI refuses an empty unit" 422 "$(call /v1/cdai '{"patientGlobal":{"value":5}}')"
stop "das28-esr cdai"

echo "# the gateway, with one service that is away"
start 640m 384 --env UPSTREAM_CDAI=http://127.0.0.1:1 -- gateway
expect "DAS28-ESR, computed here" 200 "$(call /v1/das28-esr "$DAS28")"
expect "its score" '"reported":"3.81"' "$(reported)"
expect "CDAI, whose service is away" 502 "$(call /v1/cdai '{"tenderJointCount28":1}')"
expect "the problem names it" 1 "$(grep -c cdai "$ANSWER")"
for path in /openapi.json /openapi.yaml /docs /docs/static/swagger-ui-bundle.js /v1/instruments /v1/protocols /metrics; do
  expect "$path" 200 "$(status "$path")"
done
stop gateway

echo "# worker threads, and a command that is no role"
start 384m 96 --env BATCH_THREADS=2 -- das28-esr
rows=$(for i in 1 2 3; do printf '{"id":"p%d","input":%s}\n' "$i" "$DAS28"; done)
expect "three lines of a batch" 3 "$(curl -sS -H 'content-type: application/x-ndjson' --data-binary "$rows" "$ORIGIN/v1/das28-esr/batch" | grep -c '"reported":"3.81"')"
stop "das28-esr with threads"
expect "an unknown slug ends the start" 1 "$(p run --pull never --rm --runtime runc --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 --network host --no-healthcheck "$IMAGE" das29 >/dev/null 2>&1 && echo 0 || echo $?)"

finish "image"
