package io.pillion.rules.select;

import io.pillion.rules.parse.ClassFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which rules may concern a class. For a class that no rule names this is one look-up in a map;
 * only rules by supertype or annotation want to know more of it.
 */
public final class Selection {
  /** Proxies call the class that the user wrote: with them, every call would count twice. */
  private static final Pattern PROXY =
      Pattern.compile(
          ".*(?:\\$Proxy\\d+|\\$\\$EnhancerBy.*|\\$\\$FastClassBy.*|\\$\\$SpringCGLIB.*"
              + "|\\$HibernateProxy.*|\\$MockitoMock.*|\\$ByteBuddy.*|_ClientProxy|_Subclass"
              + "|_\\$\\$_.*|\\$Proxy\\$_\\$\\$_.*)");

  private final Map<String, List<ActiveRule>> byName = new HashMap<>();
  private final List<ActiveRule> open = new ArrayList<>();
  private final Supertypes supertypes = new Supertypes();
  private final boolean wantsAnnotations;

  public Selection(Collection<? extends ActiveRule> rules) {
    wantsAnnotations =
        rules.stream().anyMatch(active -> active.rule().classes().annotation() != null);
    for (ActiveRule active : rules) {
      String name = active.rule().classes().name();
      if (name == null) {
        open.add(active);
      } else {
        byName.computeIfAbsent(name, fresh -> new ArrayList<>()).add(active);
      }
    }
  }

  /** A rule speaks of annotations. */
  public boolean wantsAnnotations() {
    return wantsAnnotations;
  }

  /**
   * Those whose filter lets a class pass that is being loaded, as far as can be told before its
   * methods are read.
   *
   * @param name with slashes
   */
  public List<ActiveRule> of(ClassLoader loader, String name, byte[] file) {
    return of(
        name,
        filter ->
            (filter.annotation() == null || contains(file, filter.annotation()))
                && (filter.supertype() == null
                    || filter.supertype().equals(name)
                    || supertypes.inherits(loader, file, filter.supertype())));
  }

  /** Those that may concern a class that is loaded already. */
  public List<ActiveRule> of(Class<?> type) {
    String name = internalName(type);
    byte[] file =
        wantsAnnotations && !open.isEmpty() ? Supertypes.read(type.getClassLoader(), name) : null;
    return of(
        name,
        filter ->
            filter.name() != null
                || (filter.includes(type)
                    && (filter.annotation() == null
                        || (file != null && contains(file, filter.annotation())))));
  }

  private List<ActiveRule> of(String name, Predicate<ClassFilter> passes) {
    List<ActiveRule> named = byName.getOrDefault(name, Collections.emptyList());
    boolean ofOpen = !open.isEmpty() && !PROXY.matcher(name).matches();
    if (named.isEmpty() && !ofOpen) {
      return named;
    }
    List<ActiveRule> passing = new ArrayList<>(named);
    if (ofOpen) {
      passing.addAll(open);
    }
    passing.removeIf(active -> !passes.test(active.rule().classes()));
    return passing;
  }

  /** With slashes, as in class files. */
  public static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
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
}
