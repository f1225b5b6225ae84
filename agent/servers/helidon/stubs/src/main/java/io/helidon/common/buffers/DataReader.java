package io.helidon.common.buffers;

public class DataReader {
  DataReader() {}

  public static class InsufficientDataAvailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InsufficientDataAvailableException() {}
  }
}
