package io.pillion.config;

import java.util.Arrays;
import java.util.Collection;

/** What somebody may have meant who wrote a name that there is not. */
public final class Names {
  private Names() {}

  /** For a name that is none of the known ones: the nearest of them if one is near, and all. */
  public static String suggest(String unknown, Collection<String> known) {
    String nearest = nearest(unknown, known);
    String guess = nearest == null ? "" : "did you mean " + nearest + "? ";
    return guess + "there are " + String.join(", ", known);
  }

  private static String nearest(String unknown, Collection<String> known) {
    String nearest = null;
    int least = Math.max(2, unknown.length() / 3) + 1;
    for (String name : known) {
      int distance = name.endsWith("." + unknown) ? 0 : distance(normal(unknown), normal(name));
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  private static String normal(String name) {
    return name.replace('_', '.').replace('-', '.');
  }

  /** Letters to insert, delete or replace (Levenshtein), upper and lower case being equal. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
