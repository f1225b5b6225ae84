package io.pillion.metrics;

/**
 * Reads the header {@code traceparent}: {@code 00-<32 hex>-<16 hex>-<2 hex>}, as defined by <a
 * href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>.
 */
final class TraceParent {
  private static final int TRACE_ID = 3;
  private static final int PARENT_ID = 36;
  private static final int FLAGS = 53;
  private static final int LENGTH = 55;

  private TraceParent() {}

  /** The header is valid and its sampled flag is set. */
  static boolean isSampled(String header) {
    return isValid(header) && (Character.digit(header.charAt(FLAGS + 1), 16) & 1) == 1;
  }

  /** A later version may append fields, behind a dash; its first ones are those of version 00. */
  private static boolean isValid(String header) {
    if (header.length() != LENGTH
        && (header.length() < LENGTH || header.startsWith("00") || header.charAt(LENGTH) != '-')) {
      return false;
    }
    return isHex(header, 0, 2)
        && !header.startsWith("ff")
        && header.charAt(TRACE_ID - 1) == '-'
        && isHex(header, TRACE_ID, PARENT_ID - 1)
        && !isZero(header, TRACE_ID, PARENT_ID - 1)
        && header.charAt(PARENT_ID - 1) == '-'
        && isHex(header, PARENT_ID, FLAGS - 1)
        && !isZero(header, PARENT_ID, FLAGS - 1)
        && header.charAt(FLAGS - 1) == '-'
        && isHex(header, FLAGS, LENGTH);
  }

  /** The fields of version 00 alone: what else a client sends is not to be kept. */
  static String known(String validHeader) {
    return validHeader.substring(0, LENGTH);
  }

  static String traceId(String validHeader) {
    return validHeader.substring(TRACE_ID, PARENT_ID - 1);
  }

  static String parentId(String validHeader) {
    return validHeader.substring(PARENT_ID, FLAGS - 1);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
