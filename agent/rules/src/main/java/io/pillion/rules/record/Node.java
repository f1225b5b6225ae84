package io.pillion.rules.record;

import io.pillion.metrics.LabelValues;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Finds what is recorded under some values of labels by one look-up for each label, without an
 * array of them being made. Where there is no room for new values, all of them become {@code
 * _OTHER}. Safe for use by any thread.
 *
 * @param <T> what is found behind the last label
 */
final class Node<T> {
  /** What the nodes of one rule have in common. */
  private static final class Tree<T> {
    final int depth;
    final Function<String[], T> maker;
    final Room room;
    Node<T> root;
    volatile Node<T> overflow;

    Tree(int depth, Function<String[], T> maker, Room room) {
      this.depth = depth;
      this.maker = maker;
      this.room = room;
    }

    /** The node of nothing but {@code _OTHER}, which leads to itself, whatever labels follow. */
    Node<T> overflow() {
      if (overflow == null) {
        Node<T> last = root;
        for (int i = 0; i < depth; i++) {
          Node<T> parent = last;
          last =
              parent.children.computeIfAbsent(
                  LabelValues.OTHER, other -> parent.create(other, true));
        }
        overflow = new Node<>(last.values, this, last.leaf);
      }
      return overflow;
    }
  }

  private final Map<String, Node<T>> children = new ConcurrentHashMap<>(4);
  private final String[] values;
  private final Tree<T> tree;
  private final T leaf;

  private Node(String[] values, Tree<T> tree, T leaf) {
    this.values = values;
    this.tree = tree;
    this.leaf = leaf;
  }

  /**
   * @param depth the number of labels
   * @param maker makes what is to be found, of the values of all labels
   * @param room what that takes
   */
  static <T> Node<T> root(int depth, Function<String[], T> maker, Room room) {
    Tree<T> tree = new Tree<>(depth, maker, room);
    tree.root = node(new String[0], tree, true);
    return tree.root;
  }

  /** Null if there is no room for it. */
  private static <T> Node<T> node(String[] values, Tree<T> tree, boolean last) {
    if (values.length < tree.depth) {
      return new Node<>(values, tree, null);
    }
    return tree.room.admits(last) ? new Node<>(values, tree, tree.maker.apply(values)) : null;
  }

  /** The node behind the next label's value. */
  Node<T> child(String value) {
    Node<T> known = children.get(value);
    return known != null ? known : admit(value);
  }

  private Node<T> admit(String value) {
    if (values.length == tree.depth) {
      return this; // past the limit: of all labels
    }
    Node<T> admitted =
        tree.room.isLeft() ? children.computeIfAbsent(value, fresh -> create(fresh, false)) : null;
    if (admitted == null) {
      tree.room.overflowed();
      admitted = tree.overflow();
    }
    return admitted;
  }

  private Node<T> create(String value, boolean last) {
    String[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return node(more, tree, last);
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
