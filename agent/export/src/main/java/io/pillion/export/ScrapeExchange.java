package io.pillion.export;

import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import io.prometheus.metrics.exporter.common.PrometheusHttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpRequest;
import io.prometheus.metrics.exporter.common.PrometheusHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A scrape as Prometheus's client sees it: what it sends is kept, to be sent as a whole. */
final class ScrapeExchange
    implements PrometheusHttpExchange, PrometheusHttpRequest, PrometheusHttpResponse {
  private final Request request;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private int status = 500;
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);

  ScrapeExchange(Request request) {
    this.request = request;
  }

  /** What was sent. To be asked when the client library has handled the exchange. */
  Response response() {
    String type = headers.remove("Content-Type");
    return new Response(status, type, body.toByteArray()).with(headers);
  }

  @Override
  public PrometheusHttpRequest getRequest() {
    return this;
  }

  @Override
  public PrometheusHttpResponse getResponse() {
    return this;
  }

  /** Never: nothing is sent before all is there. */
  @Override
  public void handleException(IOException e) throws IOException {
    throw e;
  }

  @Override
  public void handleException(RuntimeException fault) {
    throw fault;
  }

  @Override
  public void close() {
    // it is the connection's to end
  }

  @Override
  public String getQueryString() {
    return request.query();
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return Collections.enumeration(request.headers(name));
  }

  /** Of a HEAD the body is left out later, and its length is known then. */
  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getRequestPath() {
    return request.path();
  }

  @Override
  public void setHeader(String name, String value) {
    if (!name.equals("Content-Length")) { // the connection tells it
      headers.put(name, value);
    }
  }

  @Override
  public OutputStream sendHeadersAndGetBody(int statusToSend, int length) {
    status = statusToSend;
    body = new ByteArrayOutputStream(Math.max(length, 1024));
    return body;
  }
}
