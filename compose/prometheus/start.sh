#!/bin/sh
# Fills in what depends on .env, at the start and at each hangup: Prometheus itself expands variables in external labels only.
set -eu
made=/tmp/prometheus

stop() {
  echo "$1" >&2
  exit 64
}

case ${ENVIRONMENT:-} in
'' | *[!A-Za-z0-9_.-]*) stop "ENVIRONMENT='${ENVIRONMENT:-}' in compose/.env: allowed are letters, digits, '_', '.' and '-'" ;;
esac
retired=${RETIRED_JOBS:-}
case $retired in
*[!A-Za-z0-9_.\|-]*) stop "RETIRED_JOBS='$retired' in compose/.env: allowed are letters, digits, '_', '.', '-' and '|' between jobs" ;;
esac
for name in GRAFANA_URL RUNBOOK_URL; do
  eval "value=\${$name:-}"
  case $value in
  http://*[!A-Za-z0-9:/._~%+-]* | https://*[!A-Za-z0-9:/._~%+-]*) ;;
  http://?* | https://?*) continue ;;
  esac
  stop "$name='$value' in compose/.env: expected the address of a page without ?, # or &"
done
demo=
case ",${COMPOSE_PROFILES:-}," in
*,demo,* | *,\*,*) ;;
*)
  demo='/- job_name: demo-app/,/^$/d'
  retired=${retired:+$retired|}demo-app
  ;;
esac

fill() {
  mkdir -p $made/rules
  sed -e "$demo" -e "s/@ENVIRONMENT@/$ENVIRONMENT/" -e "s|/etc/prometheus/rules|$made/rules|" \
    /etc/prometheus/prometheus.yml >$made/prometheus.yml
  for rules in /etc/prometheus/rules/*.yml; do
    sed -e "s#@RETIRED_JOBS@#$retired#g" -e "s#@GRAFANA_URL@#$GRAFANA_URL#g" -e "s#@RUNBOOK_URL@#$RUNBOOK_URL#g" \
      "$rules" >"$made/rules/${rules##*/}"
  done
}

fill
prometheus --config.file=$made/prometheus.yml "$@" &
prometheus=$!
trap 'fill && kill -HUP $prometheus' HUP
trap 'kill -TERM $prometheus' TERM INT
# A signal ends `wait` and not Prometheus.
while kill -0 $prometheus 2>/dev/null; do
  status=0
  wait $prometheus || status=$?
done
exit $status
