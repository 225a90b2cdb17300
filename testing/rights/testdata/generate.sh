#!/usr/bin/env bash
# generate.sh: asks a Postgres 15 of its own for the answers of each script here,
# each in an empty cluster, and writes them into the script.
# PGBIN says where Postgres's programs are; as root, they run as user postgres.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${PGBIN:-/usr/lib/postgresql/15/bin}
port=${PGPORT:-54918}
dir=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; as=(runuser -u postgres --); fi
stop() { "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$dir/data"; }
trap 'stop; rm -rf "$dir"' EXIT
for script in ${*:-testdata/*.txt}; do
	name=$(basename "$script" .txt)
	"${as[@]}" "$bin/initdb" -D "$dir/data" -U isochron -A trust --locale=C -E UTF8 >/dev/null
	"${as[@]}" "$bin/pg_ctl" -D "$dir/data" -o "-p $port -k $dir -c listen_addresses='' -c fsync=off" -l "$dir/log" -w start >/dev/null
	"$bin/psql" -q -h "$dir" -p "$port" -U isochron -d postgres -c 'CREATE DATABASE isochron'
	go test . -run "TestRights/^$name\$" -count=1 -postgres "host=$dir port=$port user=isochron dbname=isochron"
	stop
done
