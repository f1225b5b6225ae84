package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Plugin;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** The agent's weaver in the JVM that runs the tests, which has room for one at a time. */
final class Agent implements AutoCloseable {
  private static final Instrumentation INSTRUMENTATION = attach();

  final Faults faults = new Faults();
  final WeavingReport watched;
  private final Weaver weaver;

  Agent(Plugin... plugins) throws Exception {
    Calls.take();
    PluginIndex index = new PluginIndex();
    for (Plugin plugin : plugins) {
      index.add(plugin);
    }
    Installations installations = new Installations(index, () -> null, faults);
    watched = new WeavingReport(installations);
    weaver = new Weaver(ofThisTest(), index, installations, name -> {}, Runnable::run, faults);
    weaver.begin();
    if (!weaver.open(true)) {
      throw new IllegalStateException("an agent is at work");
    }
  }

  /** By reflection: the class file refers to annotations that javac wants to see. */
  private static Instrumentation attach() {
    try {
      Class<?> agent = Class.forName("net.bytebuddy.agent.ByteBuddyAgent");
      return (Instrumentation) agent.getMethod("install").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sees no class of an app of another test. */
  private static Instrumentation ofThisTest() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            Agent.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(INSTRUMENTATION, arguments);
              return result instanceof Class<?>[] loaded
                  ? Arrays.stream(loaded).filter(Agent::isOfThisTest).toArray(Class<?>[]::new)
                  : result;
            });
  }

  private static boolean isOfThisTest(Class<?> type) {
    return !(type.getClassLoader() instanceof App app && app.isOver());
  }

  /** The class file as it is in force, the last of all transformers having seen it. */
  static byte[] inForce(Class<?> type) throws Exception {
    AtomicReference<byte[]> file = new AtomicReference<>();
    ClassFileTransformer spy =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> redefined,
              ProtectionDomain domain,
              byte[] bytes) {
            if (redefined == type) {
              file.set(bytes.clone());
            }
            return null;
          }
        };
    INSTRUMENTATION.addTransformer(spy, true);
    try {
      INSTRUMENTATION.retransformClasses(type);
    } finally {
      INSTRUMENTATION.removeTransformer(spy);
    }
    return file.get();
  }

  /** What a user reads on {@code /-/instrumentation}. */
  String described() {
    return String.join("\n", watched.lines());
  }

  @Override
  public void close() {
    weaver.close();
  }
}
