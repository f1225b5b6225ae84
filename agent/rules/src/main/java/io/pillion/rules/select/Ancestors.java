package io.pillion.rules.select;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * Which methods a class inherits, and from where, as the JVM would find them (JVMS 5.4.3.3): from
 * the nearest superclass, else from the interface that no other one overrides. Read from class
 * files, as {@link Supertypes} does; the JDK's are left out.
 */
final class Ancestors {
  /** What is to be known of a class. */
  private static final class Outline {
    static final Outline UNKNOWN = new Outline();

    private String parent;
    private String[] interfaces = {};
    private Set<String> declared = Collections.emptySet();
    private Set<String> inheritable = Collections.emptySet();

    static Outline of(byte[] file) {
      ClassReader reader = new ClassReader(file);
      Outline outline = new Outline();
      outline.parent = reader.getSuperName();
      outline.interfaces = reader.getInterfaces();
      outline.declared = new HashSet<>();
      outline.inheritable = new HashSet<>();
      for (MethodScan method : ClassScan.of(reader).methods()) {
        if (!method.isPassedOn()) {
          outline.declared.add(method.key());
        }
        if (method.isInheritable()) {
          outline.inheritable.add(method.key());
        }
      }
      return outline;
    }
  }

  private final ClassFileFacts<Outline> outlines =
      new ClassFileFacts<>(Outline::of, Outline.UNKNOWN);

  /**
   * The methods of certain names that a class inherits, by the class that has their code.
   *
   * @param file of the class, which need not be loaded
   * @return {@link MethodScan#key}s by class names with slashes
   */
  Map<String, Set<String>> inherited(ClassLoader loader, byte[] file, Predicate<String> names) {
    Map<String, Set<String>> inherited = new HashMap<>();
    Map<String, Set<String>> overriddenByInterface = new LinkedHashMap<>();
    Set<String> interfaces = new LinkedHashSet<>();
    Set<String> overridden = new HashSet<>();
    Outline outline = Outline.of(file);
    while (true) {
      overridden.addAll(outline.declared);
      Collections.addAll(interfaces, outline.interfaces);
      String parent = outline.parent;
      if (isOutside(parent)) {
        break;
      }
      outline = outlines.of(loader, parent);
      put(inherited, parent, outline, names, overridden);
    }
    for (String type : interfaces) {
      descend(loader, type, overridden, overriddenByInterface);
    }
    overriddenByInterface.forEach(
        (type, keys) -> put(inherited, type, outlines.of(loader, type), names, keys));
    return inherited;
  }

  private static boolean isOutside(String type) {
    return type == null || type.startsWith("java/");
  }

  private static void put(
      Map<String, Set<String>> inherited,
      String owner,
      Outline outline,
      Predicate<String> names,
      Set<String> overridden) {
    Set<String> keys = new HashSet<>(outline.inheritable);
    keys.removeAll(overridden);
    keys.removeIf(key -> !names.test(key.substring(0, key.indexOf('('))));
    if (!keys.isEmpty()) {
      inherited.put(owner, keys);
    }
  }

  /** Whoever overrides a method of an interface on any way to it has overridden it. */
  private void descend(
      ClassLoader loader, String type, Set<String> overridden, Map<String, Set<String>> found) {
    if (isOutside(type)) {
      return;
    }
    found.computeIfAbsent(type, fresh -> new HashSet<>()).addAll(overridden);
    Outline outline = outlines.of(loader, type);
    Set<String> further = new HashSet<>(overridden);
    further.addAll(outline.declared);
    for (String parent : outline.interfaces) {
      descend(loader, parent, further, found);
    }
  }
}
