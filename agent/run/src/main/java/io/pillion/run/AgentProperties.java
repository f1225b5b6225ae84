package io.pillion.run;

import io.pillion.weave.JdkModules;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;

/**
 * What the command line reads of an agent in another JVM, by {@code
 * VirtualMachine.getAgentProperties}: the JVM's own blackboard for agents, as JMX uses it. The app
 * does not see it, no other user can, and it needs neither a file nor a port that both would have
 * to reach. Names begin with {@code pillion.}, values are text. Safe for use by any thread.
 */
final class AgentProperties {
  private static final String PREFIX = "pillion.";

  private final Instrumentation instrumentation;

  /** Null until there is something to tell. */
  private Map<Object, Object> properties;

  AgentProperties(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  synchronized void put(String name, String value) {
    if (properties == null) {
      properties = find(instrumentation);
    }
    properties.put(PREFIX + name, value);
  }

  /** Removes what is there of the agent. */
  synchronized void clear() {
    if (properties != null) {
      properties.keySet().removeIf(name -> String.valueOf(name).startsWith(PREFIX));
    }
  }

  /** Those of this JVM; in a JVM without, properties that nobody reads. */
  @SuppressWarnings("unchecked") // Properties is such a map
  private static Map<Object, Object> find(Instrumentation instrumentation) {
    try {
      return (Map<Object, Object>)
          support(instrumentation).getMethod("getAgentProperties").invoke(null);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError anotherJvm) {
      return new Properties();
    }
  }

  private static Class<?> support(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    try {
      Class<?> support = Class.forName("jdk.internal.vm.VMSupport");
      JdkModules.open(instrumentation, Object.class, "jdk.internal.vm");
      return support;
    } catch (ClassNotFoundException java8) {
      return Class.forName("sun.misc.VMSupport");
    }
  }
}
