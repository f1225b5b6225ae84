package io.prometheus.metrics.config;

/**
 * Stands in the agent's jar for the library's class of this name, which {@link
 * PrometheusProperties} calls in its static initialiser. The library's reads system properties,
 * {@code PROMETHEUS_CONFIG}, {@code IO_PROMETHEUS_*} and a file on the class path, and throws at
 * what it does not know; all of these are the app's and not meant for us.
 */
public final class PrometheusPropertiesLoader {
  private PrometheusPropertiesLoader() {}

  /** The library's defaults, whatever the environment says. */
  public static PrometheusProperties load() {
    return PrometheusProperties.builder().build();
  }
}
