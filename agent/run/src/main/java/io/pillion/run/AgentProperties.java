package io.pillion.run;

import io.pillion.weave.JdkModules;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;

/**
 * What the command line reads of an agent in another JVM, by {@code
 * VirtualMachine.getAgentProperties}: the JVM's own blackboard for agents, as JMX uses it. The app
 * does not see it, no other user can, and it needs neither a file nor a port that both would have
 * to reach. Names begin with {@code pillion.}, values are text.
 */
final class AgentProperties {
  private static final String PREFIX = "pillion.";

  private final Map<Object, Object> properties;

  private AgentProperties(Map<Object, Object> properties) {
    this.properties = properties;
  }

  /** Of this JVM; of one that has none, properties that nobody reads. */
  static AgentProperties of(Instrumentation instrumentation) {
    try {
      return new AgentProperties(find(instrumentation));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError anotherJvm) {
      return new AgentProperties(new Properties());
    }
  }

  @SuppressWarnings("unchecked") // Properties is one
  private static Map<Object, Object> find(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    Class<?> support;
    try {
      support = Class.forName("jdk.internal.vm.VMSupport");
      JdkModules.open(instrumentation, Object.class, "jdk.internal.vm");
    } catch (ClassNotFoundException java8) {
      support = Class.forName("sun.misc.VMSupport");
    }
    return (Map<Object, Object>) support.getMethod("getAgentProperties").invoke(null);
  }

  void put(String name, String value) {
    properties.put(PREFIX + name, value);
  }

  /** Removes what is there of the agent. */
  void clear() {
    properties.keySet().removeIf(name -> String.valueOf(name).startsWith(PREFIX));
  }
}
