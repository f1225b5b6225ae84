package io.pillion.api;

/**
 * Reads what the metrics need from a server's own request object. A plug-in has one reader, without
 * state, for all requests; every method is called on whatever thread ended the request.
 *
 * @param <E> the server's request object
 */
public interface RequestReader<E> {
  HttpMethod method(E exchange);

  /** The decoded path without query and path parameters. Compared with templates, never a label. */
  String path(E exchange);

  /** {@code http} or {@code https}, as the server sees it. */
  String scheme(E exchange);

  /**
   * The status sent, 100 to 599. {@code 499} where the client went away before a response was begun
   * (the number is nginx's), whatever status the server has in its books.
   */
  int status(E exchange);

  /** Bytes of the request's body that the server read, without chunked framing; 0 for none. */
  long requestBodyBytes(E exchange);

  /** Bytes of the response's body that were sent, without chunked framing; 0 for none. */
  long responseBodyBytes(E exchange);

  /** The header {@code traceparent} of the request (W3C Trace Context), or null. */
  String traceparent(E exchange);

  /**
   * The first value of a header of the request, or null.
   *
   * @param name of the header, in any case
   */
  String requestHeader(E exchange, String name);

  /** The header {@code Content-Type} of the response, or null. */
  String responseContentType(E exchange);

  /** The exception that left the app's handler, or null. */
  Throwable exception(E exchange);
}
