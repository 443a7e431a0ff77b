#!/bin/sh
# Runs once, when the postgres container makes its data folder: logins, hardening, database, passwords.
set -eu
psql --username "$POSTGRES_USER" --dbname postgres --no-psqlrc -v database=nestwork -f /nestwork/sql/prepare_server.sql
# Passwords go in by standard input: neither a process list nor the server's log shows them.
for login in owner web worker release sealer; do
    name=$(printf '%s' "NESTWORK_PASSWORD_$login" | tr '[:lower:]' '[:upper:]')
    eval "password=\${$name}"
    printf "\\\\set password '%s'\nALTER ROLE nw_%s PASSWORD :'password';\n" \
        "$(printf '%s' "$password" | sed "s/\\\\/\\\\\\\\/g; s/'/\\\\'/g")" "$login"
done | psql --username "$POSTGRES_USER" --dbname postgres --no-psqlrc --quiet -v ON_ERROR_STOP=1
