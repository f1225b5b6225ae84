package io.pillion.rules.select;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What class files say: in the midst of loading a class no other may be loaded for the agent's
 * sake. Remembered for each loader, which is held weakly. Safe for use by any thread.
 */
final class ClassFileFacts<T> {
  private final Map<ClassLoader, Map<String, T>> byLoader = new WeakHashMap<>();
  private final Function<byte[], T> reader;
  private final T unknown;

  /**
   * @param unknown of classes whose file is not shown
   */
  ClassFileFacts(Function<byte[], T> reader, T unknown) {
    this.reader = reader;
    this.unknown = unknown;
  }

  T of(ClassLoader loader, String type) {
    Map<String, T> known;
    synchronized (byLoader) {
      known = byLoader.computeIfAbsent(loader, fresh -> new ConcurrentHashMap<>());
    }
    T facts = known.get(type);
    if (facts == null) {
      byte[] file = Supertypes.read(loader, type);
      facts = file == null ? unknown : reader.apply(file);
      known.put(type, facts);
    }
    return facts;
  }
}
