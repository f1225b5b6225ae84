package io.pillion.run;

import io.pillion.config.FileReading;
import io.pillion.config.OutsideValue;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Has a class that the configuration file names wait, when it is loaded, until the file is in
 * force: so the class's first call counts. To hold the main thread until then would cost every app
 * 200 ms and more; this way it goes on as long as it needs other classes. The file is only searched
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

  /**
   * @param arguments as given to the agent, or null
   */
  NamedClasses(String arguments, Instrumentation instrumentation) {
    String file = OutsideValue.first("config", arguments);
    this.reading = file.isEmpty() ? null : new FileReading(file);
    this.instrumentation = instrumentation;
  }

  /**
   * Begins to read the file and to see classes, if a file is named. Not as a transformer that can
   * retransform: the JVM asks that kind later.
   */
  void begin(AgentThreads threads) {
    if (reading != null) {
      instrumentation.addTransformer(this);
      threads.start(reading);
    }
  }

  /** What becomes of the file, or null if none is named. */
  FileReading reading() {
    return reading;
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

  /** Lets all classes go on: the file is in force, or never will be. */
  void release() {
    inForce.countDown();
    instrumentation.removeTransformer(this);
  }

  /** For how long classes have waited. */
  long nanos() {
    return nanos.sum();
  }
}
