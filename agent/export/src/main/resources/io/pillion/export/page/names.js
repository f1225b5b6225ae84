/**
 * What the HTTP metrics are called under each value of the setting `naming`. Units are seconds in
 * all of them.
 *
 * @typedef {object} Naming
 * @property {string} duration the histogram
 * @property {string} requests a counter with a status label
 * @property {?string} inFlight a gauge, where the naming has one
 */
export const NAMINGS = {
  prometheus: {
    duration: 'http_request_duration_seconds',
    requests: 'http_requests_total',
    inFlight: 'http_requests_in_flight',
    method: 'method',
    route: 'route',
    status: 'status',
  },
  otel: {
    duration: 'http_server_request_duration_seconds',
    requests: 'http_server_request_duration_seconds_count',
    inFlight: 'http_server_active_requests',
    method: 'http_request_method',
    route: 'http_route',
    status: 'http_response_status_code',
  },
  micrometer: {
    duration: 'http_server_requests_seconds',
    requests: 'http_server_requests_seconds_count',
    inFlight: null,
    method: 'method',
    route: 'uri',
    status: 'status',
  },
};

/** OpenTelemetry leaves the status out where the client went away before there was one. */
export const NO_STATUS = '499';

/** And the route where none matched. */
export const NO_ROUTE = '(no route)';

/** The naming that a scrape speaks; the default one until there was a request. */
export function namingOf(types) {
  return Object.values(NAMINGS).find(({ duration }) => types.has(duration)) ?? NAMINGS.prometheus;
}

const NOT_THE_APPS = /^(http|jvm|process|pillion)_/;

/** Whether a metric is one of the app's own. */
export function isOwn(family) {
  return !NOT_THE_APPS.test(family);
}
