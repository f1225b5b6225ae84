package io.pillion.core.api;

/**
 * The part of a plug-in that touches the server's classes. One instance is made for each class
 * loader that holds the server, by a constructor that takes {@link ServerMetrics}, of a class that
 * is defined beside that loader. Its class keeps it: the agent must not, because it holds the
 * server's classes. Public static methods of that class are what {@link Hook}s call, and must not
 * throw: what goes wrong goes to {@link Faults}.
 */
public interface ServerAdvice {
  /** The version of the server in this class loader, such as {@code 2.4.4.Final}. */
  String version();
}
