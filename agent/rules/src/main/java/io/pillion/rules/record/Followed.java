package io.pillion.rules.record;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Objects of the app's, each once, held weakly. Safe for use by any thread. */
final class Followed {
  /** Equal if it is the same object: the object's own equals is the app's business. */
  private static final class Reference extends WeakReference<Object> {
    private final int hash;

    Reference(Object object, ReferenceQueue<Object> collected) {
      super(object, collected);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Reference && ((Reference) other).get() == mine;
    }
  }

  private final Path path;
  private final Set<Reference> objects = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private volatile Reference last = new Reference(new Object(), null);

  /**
   * @param path from an object to its number
   */
  Followed(Path path) {
    this.path = path;
  }

  void add(Object object) {
    if (last.get() == object) {
      return;
    }
    forgetCollected();
    Reference reference = new Reference(object, collected);
    objects.add(reference);
    last = reference;
  }

  private void forgetCollected() {
    for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
      objects.remove(gone);
    }
  }

  /**
   * The sum of the numbers that the objects give.
   *
   * @throws Throwable what one of them threw
   */
  double sum() throws Throwable {
    forgetCollected();
    double sum = 0;
    for (Reference reference : objects) {
      Object object = reference.get();
      if (object != null) {
        sum += path.number(object);
      }
    }
    return sum;
  }
}
