#!/usr/bin/env bash
# A clean copy installs without any script of a package, builds, and then runs on production packages alone, without the
# optional ones (those for traces and for MCP):
#   bash docker/verify/install.sh            (needs nothing but Node, npm, git and curl)
#   bash docker/verify/install.sh --built    takes what is built here already, as CI does after its own npm ci
source "$(dirname "$0")/common.sh"
work=$(mktemp -d)
gateway='' service=''
end() {
  for pid in $gateway $service; do kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf "$work" "$ANSWER"
}
trap end EXIT

mkdir "$work/build" "$work/run"
(cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --target-directory "$work/build" 2>/dev/null) || true
cd "$work/build"
if [ "${1:-}" = --built ]; then
  cd "$ROOT"
else
  expect "npm ci --ignore-scripts" 0 "$(npm ci --engine-strict --ignore-scripts --no-audit --no-fund >"$work/ci.log" 2>&1 && echo 0 || tail -n 5 "$work/ci.log")"
  expect "npm run build" 0 "$(npm run --silent build >"$work/tsc.log" 2>&1 && echo 0 || tail -n 5 "$work/tsc.log")"
fi

# The same without development packages; what was built above is what runs.
for folder in . shared services openapi openapi/client openapi/conformance openapi/mcp; do
  mkdir -p "$work/run/$folder"
  cp "$folder/package.json" "$work/run/$folder/"
  if [ -d "$folder/dist" ]; then cp -r "$folder/dist" "$work/run/$folder/"; fi
done
cp package-lock.json "$work/run/"
cp -r openapi/openapi.json openapi/protocols "$work/run/openapi/"
mkdir "$work/run/openapi/web"
cp -r openapi/web/locales openapi/web/visits.json "$work/run/openapi/web/"
cd "$work/run"
expect "npm ci --omit=dev --omit=optional --ignore-scripts" 0 "$(npm ci --engine-strict --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund >"$work/ci.log" 2>&1 && echo 0 || tail -n 5 "$work/ci.log")"

# start NAME ARGS...: waits for the address in its log; leaves $PID and $ORIGIN.
start() {
  local name=$1
  shift
  HOST=127.0.0.1 PORT=0 node openapi/dist/src/role.js "$@" >"$work/$name.log" 2>&1 &
  PID=$!
  if ! until_ok 30 grep -q '"listening"' "$work/$name.log"; then cat "$work/$name.log"; fi
  ORIGIN=$(sed -nE 's/.*"address":"([^"]+)".*/\1/p' "$work/$name.log" | head -n 1)
}
start service das28-esr
service=$PID
expect "one service: DAS28-ESR" 200 "$(call /v1/das28-esr "$DAS28")"
export UPSTREAM_DAS28_ESR=$ORIGIN
start gateway gateway
gateway=$PID
expect "gateway: DAS28-ESR from the service" 200 "$(call /v1/das28-esr "$DAS28")"
expect "its score" '"reported":"3.81"' "$(reported)"
for path in /openapi.json /openapi.yaml /docs / /i/das28-esr /visit/ra /fhir/metadata /cds-services /v1/protocols /metrics; do expect "$path" 200 "$(status "$path")"; done
asked=$(TRACING=otlp PORT=0 node openapi/dist/src/role.js crcl 2>&1 || true)
expect "traces without their packages: a sentence that names them" yes "$(case "$asked" in 'TRACING: otlp needs the packages @opentelemetry/'*) echo yes ;; *) echo "$asked" ;; esac)"
asked=$(MCP=on PORT=0 node openapi/dist/src/role.js gateway 2>&1 || true)
expect "MCP without its package: a sentence that names it" yes "$(case "$asked" in 'MCP: on needs the package @modelcontextprotocol/'*) echo yes ;; *) echo "$asked" ;; esac)"
for pid in $gateway $service; do
  kill -TERM "$pid"
  code=0
  wait "$pid" || code=$?
  expect "exit code after SIGTERM" 0 "$code"
done
finish "install"
