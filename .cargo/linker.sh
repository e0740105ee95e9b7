#!/bin/sh
# The linker on Linux: cc and nothing else.
#
# A fresh machine may have Rust but no C compiler; then not even `cargo xtask`, which installs what is missing, could be
# linked. So when there is no cc and it is xtask that is being linked, cc is installed first. Nothing else installs anything.
set -eu

# rustc keeps a linker's output to itself, so what is happening is said on the terminal, where there is one.
say() { (printf '%s\n' "$1" >/dev/tty) 2>/dev/null || printf '%s\n' "$1" >&2; }

if ! command -v cc >/dev/null 2>&1; then
  case "$*" in
    *xtask-*)
      if ! command -v apt-get >/dev/null 2>&1; then
        say "There is no C compiler (cc); install gcc with your system's package tool and run this again."
        exit 1
      fi
      as_root=''
      [ "$(id -u)" = 0 ] || as_root=sudo
      say "There is no C compiler (cc) yet: installing gcc and libc6-dev with apt-get ..."
      export DEBIAN_FRONTEND=noninteractive
      $as_root apt-get update --quiet >&2
      $as_root apt-get install --yes --no-install-recommends --quiet gcc libc6-dev >&2
      ;;
  esac
fi

exec cc "$@"
