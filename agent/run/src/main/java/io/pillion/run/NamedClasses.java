package io.pillion.run;

import io.pillion.config.FileReading;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Has a class that the configuration file names wait, when it is loaded, until the file is in
 * force: so its first call counts. To hold the main thread until then would take every app 200 ms
 * and more; this one goes on as long as it needs other classes. The file is no more than searched
 * for the name, which need not be exact: YAML is read elsewhere. Until the file has been read, all
 * of the app's classes wait.
 */
final class NamedClasses implements ClassFileTransformer {
  /** A class rather loads unwoven than not at all. */
  private static final long PATIENCE_SECONDS = 2;

  private static final ClassLoader AGENT = NamedClasses.class.getClassLoader();

  private final Instrumentation instrumentation;
  private final FileReading reading;
  private final CountDownLatch inForce = new CountDownLatch(1);
  private final LongAdder nanos = new LongAdder();

  private NamedClasses(FileReading reading, Instrumentation instrumentation) {
    this.reading = reading;
    this.instrumentation = instrumentation;
  }

  /**
   * Null if no file is named.
   *
   * @param arguments as given to the agent, or null
   */
  static NamedClasses of(String arguments, Instrumentation instrumentation) {
    String file = file(arguments);
    return file == null || file.isEmpty()
        ? null
        : new NamedClasses(new FileReading(file), instrumentation);
  }

  /** Begins to see classes. Not as one that can retransform: the JVM asks that kind later. */
  void begin() {
    instrumentation.addTransformer(this);
  }

  /** To be run, on a thread of its own. */
  FileReading reading() {
    return reading;
  }

  private static String file(String arguments) {
    for (String argument : arguments == null ? new String[0] : arguments.split(",", -1)) {
      int equals = argument.indexOf('=');
      if (equals > 0 && argument.substring(0, equals).trim().equals("config")) {
        return argument.substring(equals + 1).trim();
      }
    }
    String property = System.getProperty("pillion.config");
    return property == null ? System.getenv("PILLION_CONFIG") : property;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] original) {
    if (loader != null && loader != AGENT && loader != AGENT.getParent() && className != null) {
      long began = System.nanoTime();
      try {
        if (reading.mentions(className.replace('/', '.'))) {
          inForce.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
      } catch (InterruptedException forTheApp) {
        Thread.currentThread().interrupt();
      }
      nanos.add(System.nanoTime() - began);
    }
    return null;
  }

  /** Lets all go on. */
  void inForce() {
    inForce.countDown();
    instrumentation.removeTransformer(this);
  }

  /** For how long classes have waited. */
  long nanos() {
    return nanos.sum();
  }
}
