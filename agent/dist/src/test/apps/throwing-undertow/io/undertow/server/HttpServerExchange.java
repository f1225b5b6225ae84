package io.undertow.server;

public class HttpServerExchange {
  final com.sun.net.httpserver.HttpExchange real;
  private ExchangeCompletionListener[] exchangeCompleteListeners;

  public HttpServerExchange(com.sun.net.httpserver.HttpExchange real) {
    this.real = real;
  }

  public void send(String text) throws java.io.IOException {
    real.sendResponseHeaders(200, text.length());
    real.getResponseBody().write(text.getBytes());
    real.close();
  }

  public String getRequestPath() {
    return real.getRequestURI().getPath();
  }

  public boolean isRequestComplete() {
    throw new IllegalStateException("on purpose");
  }

  public boolean isComplete() {
    return false;
  }

  boolean isDispatched() {
    return false;
  }

  public boolean isResponseStarted() {
    return true;
  }
}
