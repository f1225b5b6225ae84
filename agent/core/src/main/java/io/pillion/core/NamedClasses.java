package io.pillion.core;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.ProtectionDomain;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Has a class that the configuration file names wait, when it is loaded, until the file is in
 * force: so its first call counts. To hold the main thread until then would take every app 200 ms
 * and more; this one goes on as long as it needs other classes. The file is no more than searched
 * for the name, which need not be exact: YAML is read elsewhere.
 */
final class NamedClasses implements ClassFileTransformer {
  /** A class rather loads unwoven than not at all. */
  private static final long PATIENCE_SECONDS = 2;

  private final Instrumentation instrumentation;
  private final String text;
  private final CountDownLatch inForce = new CountDownLatch(1);
  private final LongAdder nanos = new LongAdder();

  private NamedClasses(Instrumentation instrumentation, String text) {
    this.instrumentation = instrumentation;
    this.text = text;
    // Not as one that can retransform: the JVM asks this kind first, and the other kind after it.
    instrumentation.addTransformer(this);
  }

  /**
   * @param arguments as given to the agent, or null
   */
  static NamedClasses of(String arguments, Instrumentation instrumentation) {
    String file = file(arguments);
    String text = "";
    if (file != null && !file.isEmpty()) {
      try {
        text = new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.UTF_8);
      } catch (IOException | RuntimeException toldWhenItIsRead) {
        // and it names no class
      }
    }
    return text.contains("metrics") ? new NamedClasses(instrumentation, text) : null;
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
    if (loader != null
        && loader != NamedClasses.class.getClassLoader()
        && className != null
        && text.contains(className.replace('/', '.'))) {
      long began = System.nanoTime();
      try {
        inForce.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
