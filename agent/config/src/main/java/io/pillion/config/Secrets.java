package io.pillion.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is not to be shown to whoever may look at the agent's port or at the app's stderr. */
public final class Secrets {
  static final String HIDDEN = "(hidden)";

  /** In names of labels, settings and environment variables, without separators. */
  private static final String[] WORDS = {
    "secret",
    "passw",
    "passphrase",
    "passwd",
    "pwd",
    "token",
    "credential",
    "apikey",
    "accesskey",
    "privatekey",
    "private",
    "authorization",
    "bearer",
    "cookie",
    "jwt",
  };

  private Secrets() {}

  /** Whether a name speaks of a secret, such as {@code db_password} or {@code API-KEY}. */
  public static boolean isNamed(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    for (String word : WORDS) {
      if (plain.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a file lies where Docker and Kubernetes put secrets: in a folder of that name. */
  static boolean isFile(String path) {
    for (String folder : path.split("[/\\\\]", -1)) {
      if (folder.equals("secrets") || folder.equals("secret")) {
        return true;
      }
    }
    return false;
  }

  /** What may be shown of a {@code name=value}, or of anything else. */
  static String shown(String item) {
    int equals = item.indexOf('=');
    return equals > 0 && isNamed(item.substring(0, equals))
        ? item.substring(0, equals + 1) + HIDDEN
        : item;
  }

  /** What may be shown of the value of a name. */
  static String shown(String name, String value) {
    return isNamed(name) ? HIDDEN : value;
  }

  static List<String> shown(List<String> items) {
    List<String> shown = new ArrayList<>();
    items.forEach(item -> shown.add(shown(item)));
    return shown;
  }
}
