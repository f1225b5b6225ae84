package io.pillion.api;

import java.util.List;

/**
 * Says where a server or a framework is hooked, without touching its classes: the class loader of a
 * plug-in does not see them. Named in {@code META-INF/services}.
 *
 * <p>Who parses HTTP off the wire and knows when a response is over counts; all above it only name.
 * So a request on one socket counts once, in whatever stack.
 */
public interface Plugin {
  /** What a plug-in does for a request. */
  enum Kind {
    /** It begins and ends a server's requests. */
    COUNTS,
    /** It tells the route of a request that a server's plug-in has begun. */
    NAMES
  }

  /** Such as {@code undertow}. Of a plug-in that counts it is the label {@code server}. */
  String id();

  Kind kind();

  /** It is left out unless the user names it: for what few apps want to be watched. */
  default boolean isOptIn() {
    return false;
  }

  /**
   * The version of the server or framework in a class loader, such as {@code 2.4.4.Final}, or null
   * if it does not say. Found without loading a class: a server that is not watched has one too.
   */
  String version(ClassLoader loader);

  /**
   * The first that fits a class loader is taken. Where none fits, the classes are those of another
   * product.
   */
  List<Variant> variants();
}
