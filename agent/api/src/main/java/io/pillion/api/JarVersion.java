package io.pillion.api;

import java.net.URL;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a library that says it nowhere but in the name of its jar. */
public final class JarVersion {
  private JarVersion() {}

  /**
   * @param resource of the library, such as {@code org/foo/Bar.class}
   * @param artifact such as {@code foo-core}
   * @return such as {@code 6.2.1}, or null if the class loader does not tell
   */
  public static String of(ClassLoader loader, String resource, String artifact) {
    URL found = loader.getResource(resource);
    if (found == null) {
      return null;
    }
    Matcher matcher =
        Pattern.compile("/" + Pattern.quote(artifact) + "-(\\d[^/!]*)\\.jar")
            .matcher(found.toString());
    return matcher.find() ? matcher.group(1) : null;
  }
}
