package io.pillion.config;

import java.util.Locale;

/** The names and labels of the HTTP metrics: those that the user's dashboards already expect. */
public enum Naming {
  PROMETHEUS,

  /**
   * <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">OpenTelemetry's</a>
   */
  OTEL,

  /** As Spring Boot names its {@code http.server.requests}. */
  MICROMETER;

  static Naming parse(String text) {
    for (Naming naming : values()) {
      if (naming.name().toLowerCase(Locale.ROOT).equals(text)) {
        return naming;
      }
    }
    throw new IllegalArgumentException("not a naming");
  }
}
