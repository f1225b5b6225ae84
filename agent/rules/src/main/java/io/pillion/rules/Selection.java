package io.pillion.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which measurements may concern a class. For a class that no rule names this is one look-up in a
 * map; only rules by supertype or annotation want to know more of it.
 */
final class Selection {
  /** Proxies call the class that the user wrote: with them, every call would count twice. */
  private static final Pattern PROXY =
      Pattern.compile(
          ".*(?:\\$Proxy\\d+|\\$\\$EnhancerBy.*|\\$\\$FastClassBy.*|\\$\\$SpringCGLIB.*"
              + "|\\$HibernateProxy.*|\\$MockitoMock.*|\\$ByteBuddy.*|_ClientProxy|_Subclass"
              + "|_\\$\\$_.*|\\$Proxy\\$_\\$\\$_.*)");

  private final Map<String, List<Measurement>> byName = new HashMap<>();
  private final List<Measurement> open = new ArrayList<>();
  private final Supertypes supertypes = new Supertypes();
  private final boolean wantsAnnotations;

  Selection(Collection<Measurement> measurements) {
    wantsAnnotations =
        measurements.stream()
            .anyMatch(measurement -> measurement.rule().classes().annotation() != null);
    for (Measurement measurement : measurements) {
      String name = measurement.rule().classes().name();
      if (name == null) {
        open.add(measurement);
      } else {
        byName.computeIfAbsent(name, fresh -> new ArrayList<>()).add(measurement);
      }
    }
  }

  /** A rule speaks of annotations. */
  boolean wantsAnnotations() {
    return wantsAnnotations;
  }

  /**
   * Those whose filter lets a class pass that is being loaded, as far as can be told before its
   * file is read.
   *
   * @param name with slashes
   */
  List<Measurement> of(ClassLoader loader, String name, byte[] file) {
    List<Measurement> named = byName.getOrDefault(name, Collections.emptyList());
    if (named.isEmpty() && open.isEmpty()) {
      return named;
    }
    List<Measurement> passing = new ArrayList<>();
    for (Measurement measurement : named) {
      if (passes(measurement.rule().classes(), loader, name, file)) {
        passing.add(measurement);
      }
    }
    if (!open.isEmpty() && !PROXY.matcher(name).matches()) {
      for (Measurement measurement : open) {
        if (passes(measurement.rule().classes(), loader, name, file)) {
          passing.add(measurement);
        }
      }
    }
    return passing;
  }

  private boolean passes(ClassFilter filter, ClassLoader loader, String name, byte[] file) {
    String supertype = filter.supertype();
    return (filter.annotation() == null || contains(file, filter.annotation()))
        && (supertype == null
            || supertype.equals(name)
            || supertypes.inherits(loader, file, supertype));
  }

  /** A class file holds the name of every annotation that the class bears, as it is written. */
  private static boolean contains(byte[] file, String descriptor) {
    byte[] wanted = descriptor.getBytes(StandardCharsets.UTF_8);
    for (int at = file.length - wanted.length; at >= 0; at--) {
      int same = 0;
      while (same < wanted.length && file[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  /** Those that may concern a class that is loaded already. */
  List<Measurement> of(Class<?> type) {
    String name = type.getName().replace('.', '/');
    List<Measurement> named = byName.getOrDefault(name, Collections.emptyList());
    if (open.isEmpty() || PROXY.matcher(name).matches()) {
      return named;
    }
    List<Measurement> passing = new ArrayList<>(named);
    byte[] file = null;
    for (Measurement measurement : open) {
      ClassFilter filter = measurement.rule().classes();
      if (filter.supertype() != null
          && !ClassFilter.inherits(type, filter.supertype().replace('/', '.'))) {
        continue;
      }
      if (filter.annotation() != null) {
        file = file == null ? Supertypes.read(type.getClassLoader(), name) : file;
        if (file == null || !contains(file, filter.annotation())) {
          continue;
        }
      }
      passing.add(measurement);
    }
    return passing;
  }
}
