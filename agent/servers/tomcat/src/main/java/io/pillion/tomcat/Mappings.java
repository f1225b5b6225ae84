package io.pillion.tomcat;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import org.apache.catalina.Wrapper;

/**
 * The mappings of the servlets that were asked for, because Tomcat makes a copy under a lock each
 * time. Safe for use by any thread.
 */
final class Mappings {
  /** An app has few servlets; what there is no room for is asked each time. */
  private static final int MOST = 64;

  private static final class Known {
    final WeakReference<Wrapper> servlet; // an app may be undeployed
    final List<String> mappings;

    Known(Wrapper servlet) {
      this.servlet = new WeakReference<>(servlet);
      this.mappings = Arrays.asList(servlet.findMappings());
    }
  }

  private volatile Known[] known = {};

  List<String> of(Wrapper servlet) {
    for (Known one : known) {
      if (one.servlet.get() == servlet) {
        return one.mappings;
      }
    }
    return remember(servlet).mappings;
  }

  private synchronized Known remember(Wrapper servlet) {
    Known fresh = new Known(servlet);
    Known[] more = new Known[known.length + 1];
    int count = 0;
    for (Known one : known) {
      if (one.servlet.get() != null) {
        more[count++] = one;
      }
    }
    if (count < MOST) {
      more[count++] = fresh;
      known = Arrays.copyOf(more, count);
    }
    return fresh;
  }
}
