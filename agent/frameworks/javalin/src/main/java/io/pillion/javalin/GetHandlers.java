package io.pillion.javalin;

import io.javalin.http.HandlerType;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** An app's handlers of GET, by reflection: each release of Javalin has other classes for them. */
final class GetHandlers {
  private GetHandlers() {}

  /**
   * @param handlers of the app, all of them
   * @param path of a request, behind the context path
   * @return the first that matches, as the app wrote it; null for none
   */
  static String pathOf(Object handlers, String path) throws ReflectiveOperationException {
    String find =
        handlers.getClass().getSimpleName().equals("PathMatcher")
            ? "findEntries"
            : "findHttpHandlerEntries"; // from 6 on
    Object get = HandlerType.class.getField("GET").get(null);
    Object found =
        handlers
            .getClass()
            .getMethod(find, HandlerType.class, String.class)
            .invoke(handlers, get, path);
    Iterator<?> entries =
        found instanceof Stream ? ((Stream<?>) found).iterator() : ((List<?>) found).iterator();
    return entries.hasNext() ? pathOf(entries.next()) : null;
  }

  private static String pathOf(Object entry) throws ReflectiveOperationException {
    Object endpoint =
        entry.getClass().getSimpleName().equals("ParsedEndpoint")
            ? property(entry, "endpoint")
            : entry;
    return (String) property(endpoint, "path");
  }

  /** A field from 7 on. */
  private static Object property(Object of, String name) throws ReflectiveOperationException {
    String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    try {
      return of.getClass().getMethod(getter).invoke(of);
    } catch (NoSuchMethodException noGetter) {
      return of.getClass().getField(name).get(of);
    }
  }
}
