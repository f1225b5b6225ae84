package io.helidon.http.http2;

public interface Http2Stream {
  Http2StreamState streamState();
}
