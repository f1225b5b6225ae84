package io.pillion.core.rules;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Finds what is recorded under some values of labels by one look-up for each label, without an
 * array of them being made. Safe for use by any thread.
 *
 * @param <T> what is found behind the last label
 */
final class Node<T> {
  private final Map<String, Node<T>> children = new ConcurrentHashMap<>(4);
  private final String[] values;
  private final Function<String[], T> maker;
  private final int depth;
  private final T leaf;

  private Node(String[] values, int depth, Function<String[], T> maker) {
    this.values = values;
    this.maker = maker;
    this.leaf = values.length == depth ? maker.apply(values) : null;
    this.depth = depth;
  }

  /**
   * @param depth the number of labels
   * @param maker makes what is to be found, of the values of all labels
   */
  static <T> Node<T> root(int depth, Function<String[], T> maker) {
    return new Node<>(new String[0], depth, maker);
  }

  /** The node behind the next label's value. */
  Node<T> child(String value) {
    Node<T> known = children.get(value);
    return known != null ? known : children.computeIfAbsent(value, this::create);
  }

  private Node<T> create(String value) {
    String[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return new Node<>(more, depth, maker);
  }

  /** What is behind the last label; null before. */
  T leaf() {
    return leaf;
  }

  void forEachLeaf(BiConsumer<String[], T> consumer) {
    if (leaf != null) {
      consumer.accept(values, leaf);
    }
    children.values().forEach(child -> child.forEachLeaf(consumer));
  }
}
