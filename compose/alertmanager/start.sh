#!/bin/sh
# Adds Slack and e-mail to the receivers where .env names them; Alertmanager itself reads no environment.
set -eu
config=/tmp/alertmanager.yml
cp /etc/alertmanager/alertmanager.yml $config

stop() {
  echo "$1" >&2
  exit 64
}

# add PART VARIABLE...: puts PART.yml behind every line `# PART`, with @VARIABLE@ filled in
add() {
  part=/tmp/$1.yml
  cp "/etc/alertmanager/$1.yml" "$part"
  name=$1
  shift
  for variable in "$@"; do
    eval "value=\${$variable:-}"
    [ -n "$value" ] || stop "$variable in compose/.env is empty: $name needs it"
    case $value in *[\"\&\|\\]*) stop "$variable in compose/.env: the characters \" & | and \\ are not allowed" ;; esac
    sed -i "s|@$variable@|$value|" "$part"
  done
  sed -i "/# $name\$/r $part" $config
}

if [ -n "${SLACK_CHANNEL:-}" ]; then
  [ -r /run/secrets/slack_api_url ] || stop "SLACK_CHANNEL is set: put the webhook's address into compose/secrets/slack_api_url"
  add slack SLACK_CHANNEL
fi
if [ -n "${SMTP_TO:-}" ]; then
  [ -r /run/secrets/smtp_password ] || stop "SMTP_TO is set: put the password into compose/secrets/smtp_password"
  add email SMTP_TO SMTP_FROM SMTP_SMARTHOST SMTP_USERNAME
fi
exec alertmanager --config.file=$config "$@"
