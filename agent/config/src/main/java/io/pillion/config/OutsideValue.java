package io.pillion.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What is said of a setting outside of the configuration file. Of several the first wins, in the
 * order agent argument, system property, environment variable; the file comes after them. Only
 * {@code io.pillion.boot.Enabled} says this order again: its class loader does not see this class.
 */
public final class OutsideValue {
  private static final String PROPERTY_PREFIX = "pillion.";
  private static final String ENVIRONMENT_PREFIX = "PILLION_";

  /** The name of a setting, if there is one; null for an argument that is not {@code key=value}. */
  final String key;

  final String text;

  /** Such as {@code system property pillion.port}. */
  final String source;

  private OutsideValue(String key, String text, String source) {
    this.key = key;
    this.text = text.trim();
    this.source = source;
  }

  /**
   * What is said of a setting before all of them are read.
   *
   * @param arguments what follows {@code -javaagent:pillion-agent.jar=}, or null
   * @return empty for nothing
   */
  public static String first(String key, String arguments) {
    for (OutsideValue value : all(arguments, System.getProperties(), System.getenv())) {
      if (key.equals(value.key)) {
        return value.text;
      }
    }
    return "";
  }

  /** All, those that win first. */
  static List<OutsideValue> all(
      String arguments, Properties properties, Map<String, String> environment) {
    List<OutsideValue> all = new ArrayList<>();
    for (String part : arguments == null ? new String[0] : arguments.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = part.substring(0, Math.max(equals, 0)).trim();
      if (!key.isEmpty()) {
        all.add(new OutsideValue(key, part.substring(equals + 1), "agent argument " + key));
      } else if (!part.trim().isEmpty()) {
        all.add(new OutsideValue(null, part, "agent argument"));
      }
    }
    for (String property : sorted(properties.stringPropertyNames(), PROPERTY_PREFIX)) {
      String key = property.substring(PROPERTY_PREFIX.length());
      String source = "system property " + property;
      all.add(new OutsideValue(key, properties.getProperty(property, ""), source));
    }
    for (String variable : sorted(environment.keySet(), ENVIRONMENT_PREFIX)) {
      String value = environment.get(variable);
      if (!isServiceLink(variable, value)) {
        String name = variable.substring(ENVIRONMENT_PREFIX.length());
        String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
        all.add(new OutsideValue(key, value, "environment variable " + variable));
      }
    }
    return all;
  }

  private static List<String> sorted(Iterable<String> names, String prefix) {
    List<String> sorted = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith(prefix)) {
        sorted.add(name);
      }
    }
    sorted.sort(null);
    return sorted;
  }

  /**
   * Kubernetes has such variables in every pod beside a Service whose name begins with "pillion".
   *
   * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/">Services</a>
   */
  private static boolean isServiceLink(String variable, String value) {
    boolean isProtocol =
        variable.contains("_TCP") || variable.contains("_UDP") || variable.contains("_SCTP");
    return variable.endsWith("_SERVICE_HOST")
        || variable.contains("_SERVICE_PORT")
        || (variable.contains("_PORT_") && isProtocol)
        || (variable.endsWith("_PORT") && value.contains("://"));
  }
}
