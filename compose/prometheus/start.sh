#!/bin/sh
# Prometheus expands variables in external labels only: the target label `environment` is filled in here.
set -eu
case ${ENVIRONMENT:-} in
'' | *[!A-Za-z0-9_.-]*)
  echo "ENVIRONMENT='${ENVIRONMENT:-}' in compose/.env: allowed are letters, digits, '_', '.' and '-'" >&2
  exit 64
  ;;
esac
sed "s/@ENVIRONMENT@/$ENVIRONMENT/" /etc/prometheus/prometheus.yml >/tmp/prometheus.yml
exec prometheus --config.file=/tmp/prometheus.yml "$@"
