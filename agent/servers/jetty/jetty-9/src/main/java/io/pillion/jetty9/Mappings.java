package io.pillion.jetty9;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.servlet.ServletMapping;

/**
 * The mappings of the servlets that were asked for, because Jetty looks them up anew each time.
 * Safe for use by any thread.
 */
final class Mappings {
  /** An app has few servlets; what there is no room for is asked each time. */
  private static final int MOST = 64;

  private static final class Known {
    final WeakReference<ServletHolder> servlet; // an app may be undeployed
    final List<String> mappings = new ArrayList<>();

    Known(ServletHolder servlet) {
      this.servlet = new WeakReference<>(servlet);
      for (ServletMapping mapping : servlet.getServletHandler().getServletMappings()) {
        if (mapping.getServletName().equals(servlet.getName())) {
          mappings.addAll(Arrays.asList(mapping.getPathSpecs()));
        }
      }
    }
  }

  private volatile Known[] known = {};

  @SuppressWarnings("ReferenceEquality") // equal ones may be of two apps
  List<String> of(ServletHolder servlet) {
    for (Known one : known) {
      if (one.servlet.get() == servlet) {
        return one.mappings;
      }
    }
    return remember(servlet).mappings;
  }

  private synchronized Known remember(ServletHolder servlet) {
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
