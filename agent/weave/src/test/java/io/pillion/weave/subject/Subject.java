package io.pillion.weave.subject;

/** Methods of all shapes that weaving must not hurt. */
public class Subject {
  private final String prefix;

  public Subject(String text) {
    super();
    prefix = text.isEmpty() ? "?" : text;
  }

  /** Does work, with a branch, before it is an object. */
  public Subject(int number) {
    this(number > 0 ? "positive" : new String(new char[] {'n', 'o', 't'}));
  }

  public String prefix() {
    return prefix;
  }

  /** Overwrites its arguments, and returns in two places. */
  @SuppressWarnings("ParameterName")
  public static long add(int a, long b, double c, String d) {
    if (a < 0) {
      a = 0;
      d = null;
      return -1;
    }
    long sum = a + b + (long) c + d.length();
    b = 0;
    c = 0;
    return sum;
  }

  public String echo(String text) {
    return text;
  }

  public Object get(String key) {
    return "none of ".concat(key); // + would be an invokedynamic
  }

  /** Its first instruction is where its loop begins. */
  public static String shorten(String text) {
    while (text.length() > 2) {
      text = text.substring(1);
    }
    return text;
  }

  /** The same, and its result is an object of no further use. */
  public static Object shortened(String text) {
    while (text.length() > 2) {
      text = text.substring(1);
    }
    return text;
  }

  public String join(String text) {
    StringBuilder joined = new StringBuilder(prefix);
    joined.append(text);
    return joined.reverse().toString();
  }

  /** Returns, throws, catches, and does something in any case. */
  @SuppressWarnings("Finally")
  public int divide(int number) {
    int[] tries = {0};
    try {
      for (int i = 0; i < 2; i++) {
        tries[0]++;
        if (number == 1) {
          return 1;
        }
      }
      number = 100 / number;
    } catch (ArithmeticException zero) {
      number = -1;
      throw new IllegalStateException("divided by zero", zero);
    } finally {
      tries[0] = 0;
    }
    return number;
  }

  /** Catches all that is thrown in it. */
  public int patient(int number) {
    try {
      return 100 / number;
    } catch (ArithmeticException zero) {
      return -1;
    }
  }
}
