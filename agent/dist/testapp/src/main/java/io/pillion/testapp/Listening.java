package io.pillion.testapp;

import io.undertow.Undertow;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.xnio.channels.AcceptingChannel;

/** The ports that a server listens on. {@code Undertow.getListenerInfo} came after 1.4.0. */
final class Listening {
  private Listening() {}

  static int port(Undertow server, int listener) throws ReflectiveOperationException {
    Field channels = Undertow.class.getDeclaredField("channels");
    channels.setAccessible(true);
    List<?> open = (List<?>) channels.get(server);
    SocketAddress address = ((AcceptingChannel<?>) open.get(listener)).getLocalAddress();
    return ((InetSocketAddress) address).getPort();
  }
}
