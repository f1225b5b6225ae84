package io.helidon.http.http2;

public enum Http2StreamState {
  CLOSED
}
