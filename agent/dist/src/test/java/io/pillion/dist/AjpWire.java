package io.pillion.dist;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a reverse proxy says over AJP/1.3: requests without a body. */
final class AjpWire implements AutoCloseable {
  private static final int FORWARD_REQUEST = 2;
  private static final int SEND_HEADERS = 4;
  private static final int END_RESPONSE = 5;

  /** The protocol's numbers of the methods. */
  enum Method {
    OPTIONS(1),
    GET(2),
    HEAD(3),
    PROPFIND(8);

    private final int code;

    Method(int code) {
      this.code = code;
    }
  }

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  AjpWire(App app) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), app.ajpPort());
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** Sends a request and reads its answer to the end. Returns the status. */
  int exchange(Method method, String path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream request = new DataOutputStream(bytes);
    request.writeByte(FORWARD_REQUEST);
    request.writeByte(method.code);
    string(request, "HTTP/1.1");
    string(request, path);
    string(request, "127.0.0.1");
    string(request, "client");
    string(request, "localhost");
    request.writeShort(80);
    request.writeBoolean(false); // TLS
    request.writeShort(0); // headers
    request.writeByte(0xFF); // no more attributes
    out.writeShort(0x1234);
    out.writeShort(bytes.size());
    bytes.writeTo(out);
    out.flush();
    return readStatus();
  }

  private static void string(DataOutputStream request, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    request.writeShort(bytes.length);
    request.write(bytes);
    request.writeByte(0);
  }

  private int readStatus() throws IOException {
    int status = 0;
    while (true) {
      in.readShort(); // "AB"
      byte[] packet = in.readNBytes(in.readUnsignedShort());
      if (packet[0] == SEND_HEADERS) {
        status = (packet[1] & 0xFF) << 8 | (packet[2] & 0xFF);
      } else if (packet[0] == END_RESPONSE) {
        return status;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
