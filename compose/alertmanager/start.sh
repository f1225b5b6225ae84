#!/bin/sh
# Adds the channels that .env names to the receivers; Alertmanager itself reads no environment.
set -eu
config=/tmp/alertmanager.yml
cp /etc/alertmanager/alertmanager.yml $config

stop() {
  echo "$1" >&2
  exit 64
}

# value NAME: of the receiver's own variable, such as PAGE_SLACK_CHANNEL, else of the common one
value() {
  eval "value=\${${receiver}_$1:-}"
  [ -n "$value" ] || eval "value=\${$1:-}"
}

# add CHANNEL NAME...: puts channels/CHANNEL.yml behind the receiver's line `# channels of ...`, with each @NAME@ filled in.
# What is added last comes first.
add() {
  channel=$1
  part=/tmp/$channel.yml
  cp "/etc/alertmanager/channels/$channel.yml" "$part"
  shift
  for name in "$@"; do
    value "$name"
    [ -n "$value" ] || stop "$name in compose/.env is empty: $channel needs it"
    case $value in *[\"\&\|\\]*) stop "$name in compose/.env: the characters \" & | and \\ are not allowed" ;; esac
    sed -i "s|@$name@|$value|" "$part"
  done
  sed -i "/# channels of $receiver\$/r $part" $config
}

# secret FILE VARIABLE: of the variable's channel, must be there
secret() {
  [ -r "/run/secrets/$1" ] || stop "$2 is set: put the secret into compose/secrets/$1"
}

for receiver in PAGE TICKET; do
  value SMTP_TO
  if [ -n "$value" ]; then
    secret smtp_password "${receiver}_SMTP_TO"
    add email SMTP_TO SMTP_FROM SMTP_SMARTHOST SMTP_USERNAME
  fi
  value SLACK_CHANNEL
  if [ -n "$value" ]; then
    secret slack_api_url "${receiver}_SLACK_CHANNEL"
    add slack SLACK_CHANNEL
  fi
  if [ $receiver = PAGE ]; then
    case ${PAGER:-} in
    '') ;;
    pagerduty)
      secret pagerduty_routing_key PAGER
      add pagerduty
      ;;
    opsgenie)
      secret opsgenie_api_key PAGER
      add opsgenie OPSGENIE_URL
      ;;
    *) stop "PAGER='$PAGER' in compose/.env: expected pagerduty, opsgenie or nothing" ;;
    esac
  fi
  # Goes on with the list of webhooks: so it must stand first.
  value WEBHOOK_URL
  if [ -n "$value" ]; then
    add webhook WEBHOOK_URL
  fi
done
receiver=WATCHDOG
if [ -n "${WATCHDOG_URL:-}" ]; then
  add deadman WATCHDOG_URL
fi
exec alertmanager --config.file=$config "$@"
