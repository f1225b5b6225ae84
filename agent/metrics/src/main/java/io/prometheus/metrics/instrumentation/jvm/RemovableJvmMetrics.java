package io.prometheus.metrics.instrumentation.jvm;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics.AllocationCountingNotificationListener;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;

/**
 * What {@link JvmMetrics} registers, but so that it can be taken away: the library listens to the
 * JVM's garbage collections and has no means to end that, and the JVM would hold the agent for
 * ever. In the library's package, because its listener is.
 */
public final class RemovableJvmMetrics {
  private final AllocationCountingNotificationListener listener;

  private RemovableJvmMetrics(AllocationCountingNotificationListener listener) {
    this.listener = listener;
  }

  /**
   * Adds the metrics, but for the native memory, to a registry, which has none of them. None of
   * these initialises {@code java.util.logging}.
   */
  public static RemovableJvmMetrics register(
      PrometheusProperties config, Labels labels, PrometheusRegistry registry) {
    JvmThreadsMetrics.builder(config).constLabels(labels).register(registry);
    JvmBufferPoolMetrics.builder(config).constLabels(labels).register(registry);
    JvmClassLoadingMetrics.builder(config).constLabels(labels).register(registry);
    JvmCompilationMetrics.builder(config).constLabels(labels).register(registry);
    JvmGarbageCollectorMetrics.builder(config).constLabels(labels).register(registry);
    RemovableJvmMetrics removable = registerAllocations(labels, registry);
    JvmMemoryMetrics.builder(config).constLabels(labels).register(registry);
    JvmRuntimeInfoMetric.builder(config).constLabels(labels).register(registry);
    ProcessMetrics.builder(config).constLabels(labels).register(registry);
    return removable;
  }

  /** Whether the JVM was started with {@code -XX:NativeMemoryTracking}. */
  public static boolean tracksNativeMemory() {
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("-XX:NativeMemoryTracking=") && !option.endsWith("=off")) {
        return true;
      }
    }
    return false;
  }

  /** Adds the JVM's native memory, by the platform MBean server. */
  public static void registerNativeMemory(
      PrometheusProperties config, Labels labels, PrometheusRegistry registry) {
    JvmNativeMemoryMetrics.builder(config).constLabels(labels).register(registry);
  }

  private static RemovableJvmMetrics registerAllocations(
      Labels labels, PrometheusRegistry registry) {
    Counter allocated =
        Counter.builder()
            .name("jvm_memory_pool_allocated_bytes_total")
            .help(
                "Total bytes allocated in a given JVM memory pool. Only updated after GC, "
                    + "not continuously.")
            .labelNames("pool")
            .constLabels(labels)
            .withoutExemplars()
            .register(registry);
    AllocationCountingNotificationListener listener =
        new AllocationCountingNotificationListener(allocated);
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (bean instanceof NotificationEmitter) {
        ((NotificationEmitter) bean).addNotificationListener(listener, null, null);
      }
    }
    return new RemovableJvmMetrics(listener);
  }

  /** Lets the JVM forget the metrics. What is registered stays, and does not change any more. */
  public void remove() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (bean instanceof NotificationEmitter) {
        try {
          ((NotificationEmitter) bean).removeNotificationListener(listener);
        } catch (ListenerNotFoundException gone) {
          // which is what was wanted
        }
      }
    }
  }
}
