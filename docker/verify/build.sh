#!/usr/bin/env bash
# Builds the image with buildah, where no Docker engine is needed:   bash docker/verify/build.sh
# NODE_IMAGE names the base; without it and without a registry for images, one is made of Debian's packages and npm's Node 24.
# Needs (Debian): buildah, mmdebstrap.
source "$(dirname "$0")/common.sh"

if [ -z "${NODE_IMAGE:-}" ]; then
  NODE_IMAGE=localhost/node-base:24
  if ! buildah inspect "$NODE_IMAGE" >/dev/null 2>&1; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mmdebstrap --quiet --variant=minbase --include=ca-certificates,libstdc++6 bookworm "$work/rootfs.tar"
    (cd "$work" && cp "$(npx --yes node@24 --print process.execPath)" node)
    cp -a "$(npm root --global)/npm" "$work/npm"
    cat >"$work/Containerfile" <<'BASE'
FROM scratch
ADD rootfs.tar /
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
BASE
    buildah bud --isolation chroot --format docker --tag "$NODE_IMAGE" "$work"
  fi
fi

# The registry that npm is set up for here, and the certificates that it needs, are lent to the build and stay out of the image.
settings=$(npm config get globalconfig 2>/dev/null)
volumes=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
if [ -f "$settings" ]; then volumes+=(--volume "$settings:/usr/local/etc/npmrc:ro"); fi
# --format docker: the other format has no HEALTHCHECK.
buildah bud --isolation chroot --format docker --build-arg "NODE_IMAGE=$NODE_IMAGE" "${volumes[@]}" \
  --tag "$IMAGE" --file "$ROOT/docker/Dockerfile" "$ROOT"
