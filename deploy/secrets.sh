#!/bin/sh
# Makes the secrets that compose.yaml and the laptop overlay mount, once: ./secrets.sh FOLDER
# A database's password, and the same as libpq and Npgsql read it. They are for a laptop; production takes them from where it keeps secrets.
set -eu
folder=${1:?"name the folder: deploy/compose/secrets or deploy/kubernetes/overlays/laptop/secrets"}
if [ -e "$folder/postgres-password" ]; then
  echo "$folder has secrets already: nothing was changed" >&2
  exit 0
fi
mkdir -p "$folder"
chmod 700 "$folder"
password=$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')
printf '%s' "$password" >"$folder/postgres-password"
printf '*:*:*:tx:%s\n' "$password" >"$folder/pgpass"
# The users of the containers are others than you; the folder keeps everybody else out.
chmod 644 "$folder/postgres-password" "$folder/pgpass"
echo "$folder: made" >&2
