#!/usr/bin/env bash
# Counts the instructions of fixed operations, which a busy machine does not change, and fails where one takes over
# 5 % more than `instructions.txt` says. `--update` writes that file anew.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v valgrind >/dev/null; then
    echo "valgrind is missing; installing it" >&2
    (apt-get install -y valgrind || { apt-get update && apt-get install -y valgrind; }) >/dev/null ||
        { echo "valgrind cannot be installed: instructions are not counted" >&2; exit 1; }
fi

cargo build --locked --release --example instructions
program=target/release/examples/instructions

# Of the operation done so many times, everything around it included.
count() {
    valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 |
        sed -n 's/.*I *refs: *//p' | tr -d ,
}

baseline=benches/instructions.txt
if [ "${1:-}" = --update ]; then : >"$baseline"; fi
failed=0
declare -A counted
for name in $("$program"); do
    once=$((($(count "$name" 21) - $(count "$name" 1)) / 20))
    if [ "${1:-}" = --update ]; then
        echo "$name $once" | tee -a "$baseline"
        continue
    fi
    before=$(awk -v name="$name" '$1 == name { print $2 }' "$baseline")
    [ -n "$before" ] || { echo "$name has no baseline: run $0 --update" >&2; exit 1; }
    counted[$name]=$once
    printf '%-12s %9d instructions, %4d ‰ of the baseline\n' "$name" "$once" $((once * 1000 / before))
    if [ $((once * 100)) -gt $((before * 105)) ]; then failed=1; fi
done
if [ -n "${counted[bind-10]:-}" ] && [ $((counted[bind-10] * 2)) -gt $((counted[quoted-10])) ]; then
    echo "to bind a template costs more than half of what reading its text does" >&2
    exit 1
fi
if [ "$failed" = 1 ]; then
    echo "more than 5 % above the baseline; if that is meant, run $0 --update and say why in the commit" >&2
    exit 1
fi
