package io.pillion.core.api;

/**
 * The part of a plug-in that touches the server's classes. One instance is made for each class
 * loader that holds the server, by a constructor that takes {@link ServerMetrics}; its public
 * methods are what {@link Hook}s call.
 */
public interface ServerAdvice {
  /** The version of the server in this class loader, such as {@code 2.4.4.Final}. */
  String version();
}
