package io.pillion.rules;

import java.util.ArrayList;
import java.util.List;

/** What became of the rules when others were put in force, by their metrics' names. */
final class Change {
  final List<String> added = new ArrayList<>();
  final List<String> changed = new ArrayList<>();
  final List<String> removed = new ArrayList<>();

  /** With what is wrong. */
  final List<String> failed = new ArrayList<>();

  /** In force, and woven into no class that is loaded. */
  final List<String> unmatched = new ArrayList<>();

  /** One line for the user, empty if there is nothing to tell. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, "added ", added);
    append(text, "changed ", changed);
    append(text, "removed ", removed);
    append(text, "failed ", failed);
    append(text, "not matching any loaded class so far: ", unmatched);
    return text.toString();
  }

  private static void append(StringBuilder text, String what, List<String> names) {
    if (!names.isEmpty()) {
      text.append(text.length() == 0 ? "" : "; ").append(what).append(String.join(", ", names));
    }
  }
}
