package io.pillion.rules;

import io.pillion.api.Faults;
import io.pillion.metrics.SeriesLimit;
import io.pillion.weave.Installations;
import io.pillion.weave.PluginIndex;
import io.pillion.weave.Weaver;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.instrument.Instrumentation;

/** What the agent does at its start, for the one JVM that runs the tests. */
final class Agents {
  static final Instrumentation INSTRUMENTATION = attach();
  static final Faults FAULTS = new Faults();
  static final PrometheusProperties PROPERTIES = PrometheusProperties.builder().build();
  static final SeriesLimit LIMIT = new SeriesLimit(Integer.MAX_VALUE);
  static final Rules RULES =
      new Rules(INSTRUMENTATION, PROPERTIES, Labels.EMPTY, LIMIT, FAULTS, Runnable::run);

  static {
    PluginIndex none = new PluginIndex();
    Installations installations = new Installations(none, () -> null, FAULTS);
    Weaver weaver =
        new Weaver(INSTRUMENTATION, none, installations, name -> {}, Runnable::run, FAULTS);
    try {
      weaver.open(true);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    weaver.measureBy(RULES);
  }

  private Agents() {}

  /** By reflection: the class file refers to annotations that javac wants to see. */
  private static Instrumentation attach() {
    try {
      Class<?> agent = Class.forName("net.bytebuddy.agent.ByteBuddyAgent");
      return (Instrumentation) agent.getMethod("install").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
