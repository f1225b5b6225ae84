package io.pillion.rules;

/** Tells objects of the classes that a filter asks for, each class being looked at once. */
final class Heirs {
  private final ClassValue<Boolean> known;

  Heirs(ClassFilter wanted) {
    known =
        new ClassValue<Boolean>() {
          @Override
          protected Boolean computeValue(Class<?> type) {
            return wanted.includes(type);
          }
        };
  }

  boolean include(Object object) {
    return known.get(object.getClass());
  }
}
