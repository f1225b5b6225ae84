package io.pillion.testapp;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * {@code Redeployments SHARED APP TIMES}: deploys an app in a class loader, has it answer some
 * requests, and takes it away, over and over. Ten times in all prints a line {@code after N:
 * loaders=A classes=B metaspace=C heap=D}, of what is left after a collection; then {@code done},
 * and waits until its standard input ends. SHARED is the class path of libraries that stay, as an
 * application server has them.
 */
public final class Redeployments {
  private static final int REQUESTS = 10;
  private static final int COLLECTIONS = 50;
  private static final int MILLIS_TO_FINALIZE = 20;

  /** Phantom ones: weak ones are cleared while a finalizer still holds what it refers to. */
  private final Set<Reference<?>> loaders = new HashSet<>();

  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
  private final ClassLoader shared;
  private final URL[] path;

  private Redeployments(ClassLoader shared, URL[] path) {
    this.shared = shared;
    this.path = path;
  }

  public static void main(String[] args) throws Exception {
    ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
    ClassLoader shared = new URLClassLoader(Redeploying.urls(args[0]), platform);
    Redeployments all = new Redeployments(shared, Redeploying.urls(args[1]));
    int times = Integer.parseInt(args[2]);
    for (int i = 1; i <= times; i++) {
      all.deployOnce();
      if (i % Math.max(1, times / 10) == 0) {
        all.print(i);
      }
    }
    System.out.println("done");
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
  }

  private void deployOnce() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(path, shared)) {
      loaders.add(new PhantomReference<>(loader, collected));
      @SuppressWarnings("unchecked") // it implements just that
      Callable<Integer> server =
          (Callable<Integer>)
              loader
                  .loadClass("io.pillion.testapp.Deployed")
                  .getDeclaredConstructor()
                  .newInstance();
      int port = Redeploying.inThreadOf(loader, server);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        ask(socket);
      }
      Redeploying.inThreadOf(loader, server);
    }
  }

  private static void ask(Socket socket) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 1; i <= REQUESTS; i++) {
      requests.append("GET /api/items/").append(i).append(" HTTP/1.1\r\nHost: localhost\r\n");
      requests.append(i < REQUESTS ? "\r\n" : "Connection: close\r\n\r\n");
    }
    socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
    while (socket.getInputStream().read() >= 0) {
      // until the app has answered all, and closes
    }
  }

  private void print(int times) throws InterruptedException {
    for (int i = 0; i < COLLECTIONS && !loaders.isEmpty(); i++) {
      System.gc();
      Reference<?> gone = collected.remove(MILLIS_TO_FINALIZE);
      for (; gone != null; gone = collected.poll()) {
        loaders.remove(gone);
      }
    }
    System.gc();
    System.out.println(
        "after "
            + times
            + ": loaders="
            + loaders.size()
            + " classes="
            + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()
            + " metaspace="
            + metaspace()
            + " heap="
            + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  private static long metaspace() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        return pool.getUsage().getUsed();
      }
    }
    throw new IllegalStateException("a JVM without a metaspace");
  }
}
