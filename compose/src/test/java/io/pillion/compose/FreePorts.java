package io.pillion.compose;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports for programs that must be told theirs before they listen. A port that the kernel picks can
 * be picked again at any moment, for this stack's next program or for an outgoing connection of
 * anyone: these come from below the range that Linux picks from (32768 and up), each only once.
 */
final class FreePorts {
  private static final int FIRST = 16_384;
  private static final int LAST = 32_767;

  // Stacks that are tried beside each other start at different ports.
  private int last = FIRST + new Random().nextInt(LAST - FIRST);

  int next() {
    for (int tried = FIRST; tried <= LAST; tried++) {
      last = last == LAST ? FIRST : last + 1;
      if (isFree(last)) {
        return last;
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " to " + LAST);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
