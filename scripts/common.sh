# What scripts/run, scripts/test and scripts/bench share. Sourced by bash, from anywhere.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '%s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs the packages named on standard input that are not there yet.
install_packages() {
  local wanted missing=()
  wanted=$(grep -v '^#' | sort -u)
  local package
  for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build_preset PRESET [TARGET...]
build_preset() {
  local preset=$1
  shift
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" ${1:+--target "$@"}
}

# Runs a command on a virtual screen large enough for every panel. A server that resets when its last client leaves refuses the
# one that comes in that moment.
on_virtual_screen() { xvfb-run -a -s "-screen 0 3840x3840x24 -nolisten tcp -noreset" "$@"; }
