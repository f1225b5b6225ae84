package io.pillion.run;

import io.pillion.api.Faults;
import io.pillion.api.Log;
import io.pillion.config.ConfigWatch;
import io.pillion.config.Setting;
import io.pillion.config.Settings;

/**
 * Puts in force what the configuration file says while the app runs. The file may also switch the
 * agent off and on again; its watch outlives an agent that it has switched off.
 */
final class ConfigReload {
  private final Entry entry;
  private final Agent agent;
  private final AgentThreads threads = new AgentThreads();

  /**
   * @param entry starts an agent anew when the file switches on what it has switched off
   */
  ConfigReload(Entry entry, Agent agent) {
    this.entry = entry;
    this.agent = agent;
  }

  /**
   * Begins to watch the file.
   *
   * @param settings in force
   */
  void begin(Settings settings, Faults faults) {
    threads.start(
        new ConfigWatch(
            settings, this::apply, Log::line, fault -> faults.swallow("config", fault)));
  }

  /** Takes the new settings, and returns what has changed in words for the user. */
  private String apply(Settings changed) {
    try {
      if (changed.get(Setting.ENABLED)) {
        return agent.isAtWork() ? agent.reconfigure(changed) : restart();
      }
      return agent.isAtWork() ? switchOff() : "";
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private String restart() throws Exception {
    entry.restart();
    Thread.currentThread().interrupt(); // the agent that has come watches the file itself
    return "";
  }

  private String switchOff() throws InterruptedException {
    agent.leave();
    return "the agent has left the JVM, but for the watch of this file";
  }

  /** Watches the file no longer. */
  void end() throws InterruptedException {
    threads.end();
  }
}
