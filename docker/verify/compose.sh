#!/usr/bin/env bash
# Brings compose.yaml up on a Docker engine of its own, in a network namespace of its own, kills one container and looks at the
# rest:   bash docker/verify/compose.sh
# Needs root and (Debian): docker.io, docker-compose, iproute2, buildah, curl; and the image that build.sh makes, or IMAGE.
if [ -z "${IN_NAMESPACE:-}" ]; then
  export IN_NAMESPACE=1
  exec unshare --net bash "$0" "$@"
fi
source "$(dirname "$0")/common.sh"
work=$(mktemp -d)
export DOCKER_HOST=unix://$work/docker.sock COMPOSE_PROJECT_NAME=activity
export GATEWAY_ADDRESS=127.0.0.1:3000
ORIGIN=http://$GATEWAY_ADDRESS
compose() { docker-compose --file "$ROOT/docker/compose.yaml" "$@"; }

end() {
  compose down --timeout 12 >/dev/null 2>&1 || true
  if [ -f "$work/pid" ]; then
    engine=$(cat "$work/pid")
    kill "$engine"
    until_ok 20 sh -c "! kill -0 $engine" || echo "the engine is still there"
  fi
  umount "$work"/exec/netns/* 2>/dev/null || true
  rm -rf "$work" "$ANSWER"
}
trap end EXIT

ip link set lo up
dockerd --host "$DOCKER_HOST" --exec-root "$work/exec" --data-root "$work/data" --pidfile "$work/pid" >"$work/log" 2>&1 &
until_ok 30 docker version || { tail "$work/log"; exit 1; }
echo "engine $(docker version --format '{{.Server.Version}}')"
buildah push --quiet "$IMAGE" "docker-archive:$work/image.tar:activity-scores:verify" >/dev/null
docker load --quiet --input "$work/image.tar"
IMAGE=activity-scores:verify
export IMAGE

compose up --detach --no-build 2>&1 | tail -n 12
core="das28-esr cdai mrss-change ild-progression haq-di mmt8 myositis-core-set crcl"
id() { compose ps --quiet "$1"; }
healthy() { [ "$(docker inspect "$(id "$1")" --format '{{.State.Health.Status}}')" = healthy ]; }
for role in gateway $core; do
  expect "$role is healthy" yes "$(until_ok 90 healthy "$role" && echo yes || echo no)"
done
for role in gateway $core; do
  expect "$role: read-only, capabilities dropped, not root, memory, processes" "true [ALL] 10001:10001 limited 64" \
    "$(docker inspect "$(id "$role")" --format \
      '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.Config.User}} {{if .HostConfig.Memory}}limited{{end}} {{.HostConfig.PidsLimit}}')"
done

state() { grep -o "\"$1\":\"[a-z]*\"" "$ANSWER" || true; }
# Where each instrument of the core is asked with nothing given, its service says what is missing: 200 or 422, never 5xx.
ask() { # ask SLUG -> answered | the status of a gateway fault
  local code
  code=$(call "/v1/$1" '{}')
  case $code in 200 | 422) echo answered ;; *) echo "$code" ;; esac
}
answers() { [ "$(ask "$1")" = answered ]; }
expect "ready" 200 "$(status /health/ready)"
# A gateway that is still compiling on a busy machine may miss an answer of its services; it asks anew each time.
sees_all() { for slug in $core; do [ "$(status /health/ready)" = 200 ] && [ "$(state "$slug")" = "\"$slug\":\"ready\"" ] || return 1; done; }
until_ok 60 sees_all || true
for slug in $core; do expect "gateway sees $slug" "\"$slug\":\"ready\"" "$(state "$slug")"; done
expect "an instrument without a service of its own" '"sdai":"embedded"' "$(state sdai)"
for slug in $core; do expect "$slug" answered "$(ask "$slug")"; done
expect "DAS28-ESR of the published patient" 200 "$(call /v1/das28-esr "$DAS28")"
expect "its score" '"reported":"3.81"' "$(reported)"
expect "a service has no way outside" no \
  "$(docker exec "$(id cdai)" node -e "require('net').connect(80,'192.0.2.1').on('connect',()=>console.log('yes')).on('error',()=>console.log('no'))")"

echo "# cdai is killed"
docker kill --signal KILL "$(id cdai)" >/dev/null
for slug in $core; do
  case $slug in
  cdai) code=$(ask cdai); expect "cdai is refused by the gateway" yes "$(case $code in 502 | 503 | 504) echo yes ;; *) echo "$code" ;; esac)" ;;
  *) expect "$slug" answered "$(ask "$slug")" ;;
  esac
done
expect "DAS28-ESR" 200 "$(call /v1/das28-esr "$DAS28")"
expect "sdai, in the gateway" answered "$(ask sdai)"
expect "the gateway stays ready" 200 "$(status /health/ready)"
expect "and names the one that is away" '"cdai":"unreachable"' "$(state cdai)"
expect "gateway is healthy" yes "$(healthy gateway && echo yes || echo no)"

echo "# cdai comes back"
compose up --detach --no-build >/dev/null 2>&1
expect "cdai answers again" yes "$(until_ok 30 answers cdai && echo yes || echo no)"

echo "# a process that dies is started again by itself"
dead=$(docker inspect "$(id crcl)" --format '{{.State.Pid}}')
kill -KILL "$dead"
expect "crcl answers again" yes "$(until_ok 30 answers crcl && echo yes || echo no)"
expect "crcl was restarted" 1 "$(docker inspect "$(id crcl)" --format '{{.RestartCount}}')"

echo "# SIGTERM to all"
ids=$(for role in gateway $core; do id "$role"; done)
compose stop >/dev/null 2>&1
for each in $ids; do expect "$(docker inspect "$each" --format '{{.Name}}') exit code" 0 "$(docker inspect "$each" --format '{{.State.ExitCode}}')"; done
finish "compose"
