package io.pillion.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One shape of a server or framework: of {@code javax} or {@code jakarta}, of some versions. */
public final class Variant {
  private final String advice;
  private final List<Hook> hooks;
  private final String startsWith;
  private final List<String> required;
  private final List<String> absent;
  private final Renaming renaming;

  private Variant(
      String advice,
      List<Hook> hooks,
      String startsWith,
      List<String> required,
      List<String> absent,
      Renaming renaming) {
    this.advice = advice;
    this.hooks = hooks;
    this.startsWith = startsWith;
    this.required = required;
    this.absent = absent;
    this.renaming = renaming;
  }

  /**
   * @param advice the name of the class that touches the library's classes. It is defined beside
   *     each class loader that has them, and one instance made there by a constructor that takes
   *     {@link Watched} and leaves what the class needs in its static fields: the agent keeps
   *     neither. Where the constructor throws, the library is not watched. {@link Hook}s call
   *     public static methods of the class. What they throw goes no further.
   */
  public static Variant of(String advice, Hook... hooks) {
    return new Variant(
        advice,
        Collections.unmodifiableList(Arrays.asList(hooks)),
        null,
        Collections.emptyList(),
        Collections.emptyList(),
        Renaming.NONE);
  }

  /**
   * @param className whose loading says that the server is about to start. The hooked classes are
   *     loaded from then on by a thread of the agent's, so that the first request does not wait.
   */
  public Variant startingWith(String className) {
    return new Variant(advice, hooks, className, required, absent, renaming);
  }

  /**
   * @param resources such as {@code jakarta/servlet/Filter.class}: a class loader has all of these
   */
  public Variant requiring(String... resources) {
    return new Variant(advice, hooks, startsWith, and(required, resources), absent, renaming);
  }

  /**
   * @param resources of which a class loader has none. They tell other products that have classes
   *     of the same names.
   */
  public Variant without(String... resources) {
    return new Variant(advice, hooks, startsWith, required, and(absent, resources), renaming);
  }

  private static List<String> and(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(Arrays.asList(more));
    return all;
  }

  /**
   * The same library where some of its packages have another name: hooks and advice are written
   * once, and the advice's class file is renamed when it is defined.
   *
   * @param from the beginning of a class's name, such as {@code javax.servlet.}
   */
  public Variant renamed(String from, String to) {
    return new Variant(
        advice, renamed(hooks, from, to), startsWith, required, absent, renaming.and(from, to));
  }

  private static List<Hook> renamed(List<Hook> hooks, String from, String to) {
    Renaming names = Renaming.NONE.and(from, to);
    List<Hook> renamed = new ArrayList<>();
    for (Hook hook : hooks) {
      renamed.add(hook.renamed(names));
    }
    return renamed;
  }

  /**
   * The same library inside a jar that has moved its classes to another package, resources that
   * tell its version included.
   *
   * @param from the beginning of a class's name, such as {@code org.eclipse.jetty.}
   */
  public Variant relocated(String from, String to) {
    Renaming names = Renaming.NONE.and(from, to);
    return new Variant(
        advice,
        renamed(hooks, from, to),
        startsWith == null ? null : names.of(startsWith),
        resources(required, names),
        resources(absent, names),
        renaming.and(from, to));
  }

  private static List<String> resources(List<String> of, Renaming names) {
    List<String> renamed = new ArrayList<>();
    for (String resource : of) {
      renamed.add(names.ofInternal(resource));
    }
    return renamed;
  }

  public String advice() {
    return advice;
  }

  /**
   * What tells this variant from those of other plug-ins, and from the same one {@linkplain
   * #relocated relocated}.
   */
  public String name() {
    return renaming.isNone() ? advice : advice + renaming;
  }

  public List<Hook> hooks() {
    return hooks;
  }

  /** Null if there is no such class. */
  public String startsWith() {
    return startsWith;
  }

  /** How the names in the advice's class file are changed. */
  public Renaming renaming() {
    return renaming;
  }

  /** Whether a class loader has this shape. It is asked for resources, and loads no class. */
  public boolean fits(ClassLoader loader) {
    for (String resource : required) {
      if (loader.getResource(resource) == null) {
        return false;
      }
    }
    for (String resource : absent) {
      if (loader.getResource(resource) != null) {
        return false;
      }
    }
    return true;
  }
}
