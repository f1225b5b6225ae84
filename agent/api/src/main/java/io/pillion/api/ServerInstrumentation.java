package io.pillion.api;

import java.util.List;

/**
 * Describes a plug-in without touching the server's classes, which the class loader of this one
 * does not see. Named in {@code META-INF/services}.
 */
public interface ServerInstrumentation {
  /** The value of the label {@code server}, such as {@code undertow}. */
  String server();

  /**
   * The version of the server in a class loader, such as {@code 2.4.4.Final}, or null if it does
   * not say. Found without loading a class, so that it is known of a server that is not watched.
   */
  String version(ClassLoader loader);

  /**
   * Resources, such as {@code io/foo/Bar.class}, of which none is in a class loader that has this
   * server: they tell other products that have classes of the same names.
   */
  List<String> absent();

  /**
   * The class whose loading says that a server is about to start. The hooked classes are loaded
   * from then on by a thread of the agent's, so that the first request does not wait for it.
   */
  String startsWith();

  /**
   * The name of the class that touches the server's classes. It is defined beside each class loader
   * that holds the server, and one instance made there by a constructor that takes {@link
   * ServerMetrics} and {@link WatchedServer}; what that constructor cannot find, the plug-in cannot
   * do without. The class keeps the instance: the agent must not, because it holds the server's
   * classes. Public static methods of the class are what {@link Hook}s call, and must not throw:
   * what goes wrong goes to a guard.
   */
  String advice();

  List<Hook> hooks();
}
