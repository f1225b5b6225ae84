package io.pillion.demo;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** What the clients of an app like this ask for: mostly what works, now and then what does not. */
final class TrafficMix {

  /** A method and a path with its query. */
  record Call(String method, String path) {}

  private static final List<String> COUNTERS =
      List.of("apples", "pears", "plums", "cherries", "figs", "grapes", "lemons", "melons");
  private static final List<String> STRAY_PATHS =
      List.of("/favicon.ico", "/robots.txt", "/wp-login.php", "/.env", "/api/v1/users");
  private static final List<Call> WRONG_METHODS =
      List.of(new Call("DELETE", "/"), new Call("GET", "/checkpoint"), new Call("PUT", "/random"));

  /** Keys are the sums of the weights up to a kind of call. */
  private final NavigableMap<Integer, Supplier<Call>> calls = new TreeMap<>();

  TrafficMix() {
    add(340, () -> new Call("GET", "/"));
    add(250, () -> new Call("GET", "/random"));
    add(130, () -> new Call("POST", "/counters/" + any(COUNTERS)));
    add(100, () -> new Call("GET", "/counters/" + any(COUNTERS)));
    add(10, () -> new Call("GET", "/counters/unknown-" + random().nextInt(100)));
    add(80, () -> new Call("GET", "/slow?ms=" + slowMillis()));
    add(5, () -> new Call("GET", "/slow?ms=soon"));
    add(45, () -> new Call("GET", "/healthz"));
    add(15, () -> new Call("POST", "/checkpoint"));
    add(2, () -> new Call("POST", "/restore"));
    add(15, () -> new Call("GET", any(STRAY_PATHS)));
    add(8, () -> any(WRONG_METHODS));
  }

  /** Draws one call, by weight. */
  Call next() {
    Map.Entry<Integer, Supplier<Call>> drawn = calls.higherEntry(random().nextInt(calls.lastKey()));
    return drawn.getValue().get();
  }

  private void add(int weight, Supplier<Call> call) {
    calls.put((calls.isEmpty() ? 0 : calls.lastKey()) + weight, call);
  }

  /** From 20 to 600 ms, most of them short. */
  private static int slowMillis() {
    return 20 + (int) (580 * Math.pow(random().nextDouble(), 3));
  }

  private static <T> T any(List<T> choices) {
    return choices.get(random().nextInt(choices.size()));
  }

  private static ThreadLocalRandom random() {
    return ThreadLocalRandom.current();
  }
}
