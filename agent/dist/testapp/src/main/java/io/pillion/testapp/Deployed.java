package io.pillion.testapp;

import io.undertow.Undertow;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A server in a class loader of its own. The first call starts it; the second stops it. */
public final class Deployed implements Callable<Integer> {
  private Undertow server;

  @SuppressWarnings("unused") // but for a rule that follows it
  private final int ever = 1;

  @Override
  public Integer call() throws ReflectiveOperationException, JMException {
    if (server != null) {
      server.stop();
      forgetXnio();
      return 0;
    }
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setDirectBuffers(false) // Undertow leaves some in a thread local of the finalizer's
            .setHandler(Trees.tree())
            .build();
    server.start();
    return Listening.port(server, 0);
  }

  /** XNIO leaves a management bean behind, which would hold this class loader for ever. */
  private static void forgetXnio() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : beans.queryNames(new ObjectName("org.xnio:*"), null)) {
      beans.unregisterMBean(name);
    }
  }
}
