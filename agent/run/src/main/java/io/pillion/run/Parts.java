package io.pillion.run;

import io.pillion.api.Faults;
import io.pillion.weave.Installations;
import io.pillion.weave.PluginIndex;
import io.pillion.weave.RelocatedServers;
import io.pillion.weave.Weaver;
import io.pillion.weave.WeavingReport;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** What the agent is made of before it knows its settings. */
final class Parts {
  final Instrumentation instrumentation;
  final Faults faults = new Faults();
  final AgentThreads threads = new AgentThreads();
  final AwaitedMetrics metrics = new AwaitedMetrics();
  final AppStart appStart;
  final PluginIndex plugins;
  final WeavingReport watched;
  final Weaver weaver;
  final NamedClasses namedClasses;
  final Status status;

  /**
   * @param arguments settings as {@code key=value,key=value}, or null
   * @param attached to an app that is running
   */
  Parts(String arguments, Instrumentation instrumentation, boolean attached) throws IOException {
    this.instrumentation = instrumentation;
    this.plugins = AgentJar.plugins(faults);
    this.appStart = new AppStart(plugins.starts());
    Installations installations = new Installations(plugins, metrics, faults);
    this.watched = new WeavingReport(installations);
    this.weaver = new Weaver(instrumentation, plugins, installations, appStart, threads, faults);
    this.namedClasses = new NamedClasses(arguments, instrumentation);
    this.status = new Status(watched, weaver, namedClasses, attached);
  }

  /** As {@link RelocatedServers#hints}. */
  List<String> relocatedServers() {
    return RelocatedServers.hints(instrumentation.getAllLoadedClasses(), plugins);
  }
}
