package io.pillion.benchmarks.jmh;

import io.pillion.api.Faults;
import io.pillion.config.Settings;
import io.pillion.metrics.AgentStatus;
import io.pillion.metrics.Metrics;
import java.util.Map;
import java.util.Properties;

/** The agent's metrics without the agent. */
final class AllMetrics implements AgentStatus {
  private AllMetrics() {}

  /**
   * @param settings as in the agent's argument
   */
  static Metrics with(String settings) throws InterruptedException {
    Settings read =
        Settings.read(
            settings,
            new Properties(),
            Map.of(),
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return new Metrics(read, new AllMetrics(), new Faults());
  }

  @Override
  public String version() {
    return "benchmark";
  }

  @Override
  public Map<String, Map<String, Boolean>> servers() {
    return Map.of();
  }

  @Override
  public boolean isAttached() {
    return false;
  }

  @Override
  public double startSeconds() {
    return 0;
  }
}
