package io.pillion.rules.record;

import io.pillion.rules.parse.ClassFilter;

/** Tells objects of the classes that a filter lets pass; it looks at each class once. */
final class InstanceTest {
  private final ClassValue<Boolean> known;

  InstanceTest(ClassFilter wanted) {
    known =
        new ClassValue<Boolean>() {
          @Override
          protected Boolean computeValue(Class<?> type) {
            return wanted.includes(type);
          }
        };
  }

  boolean passes(Object object) {
    return known.get(object.getClass());
  }
}
