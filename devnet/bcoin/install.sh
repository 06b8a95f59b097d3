#!/bin/sh
# install.sh [folder]   installs the node's packages here, or in a folder that is made a copy of this one
#
# Prints one line: the path of the Node.js that runs node.mjs. Does nothing more when all is installed; two
# at a time wait for each other. Needs npm with Node.js 20 or later. No install script of any package is run:
# leveldown, the only native one in use, carries its binaries for common platforms.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$here}
mkdir -p "$target"
target=$(cd "$target" && pwd)
exec 9>"$target/.install-lock"
flock 9

if [ "$target" != "$here" ]; then
  (cd "$here" && tar -cf - --exclude=./node_modules --exclude='./.install*' .) | (cd "$target" && tar -xf -)
fi
cd "$target"
node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || {
  echo "Node.js 20 or later is needed" >&2
  exit 1
}
wanted=$(cat package.json package-lock.json | sha256sum)
if [ "$(cat .installed 2>/dev/null)" != "$wanted" ]; then
  rm -f .installed
  # Not `npm ci`: it insists on packages for other platforms, which not every registry has.
  npm install --ignore-scripts --no-save --no-audit --no-fund --loglevel=error >&2
  echo "$wanted" >.installed
fi
command -v node
