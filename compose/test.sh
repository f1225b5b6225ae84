#!/bin/bash
# Brings the whole stack up with Docker, scales the demo to 3, restarts Prometheus and the demo, and finds nothing lost.
# Then breaks the demo and switches it off: the monitoring goes on.
# Needs Docker with Compose, curl, and the images of compose.yaml or the way to pull them. Takes some minutes.
# Runs beside a stack that is up: a project, ports and volumes of its own, removed at the end.
# KEEP=1 leaves everything running. BUILD="" builds nothing.
set -euo pipefail
cd "$(dirname "$0")"

export COMPOSE_PROJECT_NAME=pillion-test
export DEMO_PORT=${DEMO_PORT:-18080} AGENT_PORT=${AGENT_PORT:-19464} PROMETHEUS_PORT=${PROMETHEUS_PORT:-19090}
export ALERTMANAGER_PORT=${ALERTMANAGER_PORT:-19093} ALERTS_PORT=${ALERTS_PORT:-19099} GRAFANA_PORT=${GRAFANA_PORT:-13000}
export ENVIRONMENT=test TRAFFIC_RATE=20 RANDOM_WEIGHTS=93,5,2
DEADLINE=${DEADLINE:-120}

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }

finish() {
  status=$?
  if [ $status -ne 0 ]; then
    docker compose ps -a || true
    docker compose logs --tail 20 || true
    echo "FAILED" >&2
  fi
  [ -n "${KEEP:-}" ] || docker compose down --volumes --remove-orphans >/dev/null 2>&1 || true
  exit $status
}
trap finish EXIT

# query EXPRESSION: the value of its only series, nothing where there is none
query() {
  curl -sfG "http://127.0.0.1:$PROMETHEUS_PORT/api/v1/query" --data-urlencode "query=$1" |
    sed -n 's/.*"value":\[[^,]*,"\([^"]*\)"\].*/\1/p'
}

# until_true WHAT COMMAND...: tries until it succeeds
until_true() {
  local what=$1 end=$((SECONDS + DEADLINE))
  shift
  until "$@" 2>/dev/null; do
    [ $SECONDS -lt $end ] || { echo "not within $DEADLINE s: $what" >&2; return 1; }
    sleep 1
  done
  say "$what"
}

value_is() { [ "$(query "$1")" = "$2" ]; }
at_least() { awk -v have="$(query "$1")" -v want="$2" 'BEGIN { exit !(have != "" && have + 0 >= want + 0) }'; }

say "a missing variable is refused by its name"
grep -v '^GRAFANA_PORT' .env >/tmp/pillion-env.$$
if refusal=$(env -u GRAFANA_PORT docker compose --env-file /tmp/pillion-env.$$ config -q 2>&1); then
  echo "GRAFANA_PORT is missing and nobody minds" >&2
  exit 1
fi
rm -f /tmp/pillion-env.$$
grep -q "GRAFANA_PORT is not set" <<<"$refusal"

docker compose up ${BUILD---build} --wait --wait-timeout 300
until_true "the demo is scraped" value_is 'sum(up{job="demo-app", environment="test"})' 1
until_true "the agent watches it" value_is 'count(pillion_instrumented{server="undertow"})' 1
until_true "traffic is counted" at_least 'sum(http_requests_total{job="demo-app"})' 100
until_true "native histograms are kept" at_least 'histogram_count(sum(http_request_duration_seconds))' 100
until_true "the Watchdog reaches the receiver" sh -c "curl -sf http://127.0.0.1:$ALERTS_PORT/notifications | grep -q Watchdog"
until_true "Grafana answers" curl -sf -o /dev/null "http://127.0.0.1:$GRAFANA_PORT/api/health"
curl -sf "http://127.0.0.1:$AGENT_PORT/metrics" | grep -q '^pillion_info'

say "containers cannot write, have no capabilities and are not root"
for container in $(docker compose ps -q); do
  docker inspect -f '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.Config.User}}' "$container" |
    grep -qE '^true \[ALL\] [1-9a-z]' || { docker inspect -f '{{.Name}}' "$container"; exit 1; }
done

say "scaling to 3"
docker compose up --no-recreate --wait --scale demo-app=3
until_true "all three are scraped" value_is 'sum(up{job="demo-app"})' 3
until_true "all three get requests" value_is 'count(sum by (instance) (rate(http_requests_total{job="demo-app"}[30s])) > 0)' 3
docker compose up --no-recreate --wait --scale demo-app=1
until_true "one is left" value_is 'count(up{job="demo-app"})' 1

say "restarting Prometheus"
before=$(query 'sum(http_requests_total{job="demo-app"})')
born=$(query 'min(min_over_time(timestamp(up{job="prometheus"})[1h:10s]))')
docker compose restart prometheus
until_true "the counts go on" at_least 'sum(http_requests_total{job="demo-app"})' "$before"
until_true "the data from before is there" value_is 'min(min_over_time(timestamp(up{job="prometheus"})[1h:10s]))' "$born"

say "restarting the demo"
docker compose stop traffic >/dev/null
curl -sf "http://127.0.0.1:$DEMO_PORT/" >/dev/null
saved=$(curl -sf -X POST "http://127.0.0.1:$DEMO_PORT/checkpoint" | sed 's/.*"counter":\([0-9]*\).*/\1/')
docker compose up --force-recreate --no-deps --wait demo-app
until_true "the gateway finds the new one" curl -sf -o /dev/null "http://127.0.0.1:$DEMO_PORT/"
restored=$(curl -sf -X POST "http://127.0.0.1:$DEMO_PORT/restore" | sed 's/.*"counter":\([0-9]*\).*/\1/')
[ "$saved" = "$restored" ] || { echo "saved $saved, restored $restored" >&2; exit 1; }
until_true "it is scraped again" value_is 'sum(up{job="demo-app"})' 1

say "a demo that does not start leaves the monitoring alone"
RANDOM_WEIGHTS=abc docker compose up -d >/dev/null 2>&1 || true
for service in prometheus alertmanager alerts grafana; do
  until_true "$service runs" sh -c "docker compose ps --status running --services | grep -qx $service"
done

say "without the demo"
docker compose --profile demo stop agent demo-app gateway traffic
export COMPOSE_PROFILES=
docker compose up -d --wait
until_true "Prometheus looks for no demo" value_is 'absent(up{job="demo-app"})' 1
until_true "and does not miss it" value_is 'absent(ALERTS{alertname="TargetAbsent"})' 1

say "all is well"
