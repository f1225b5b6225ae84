package io.pillion.benchmarks.jmh;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.SSLSessionInfo;
import io.undertow.server.ServerConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.xnio.ChannelListener;
import org.xnio.Option;
import org.xnio.OptionMap;
import org.xnio.Pool;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.ConnectedChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;

/** A connection that nothing is sent over. */
final class SilentConnection extends ServerConnection {
  private static final InetSocketAddress NOWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static UnsupportedOperationException silent() {
    return new UnsupportedOperationException("nothing is sent here");
  }

  @Override
  @Deprecated
  public Pool<ByteBuffer> getBufferPool() {
    throw silent();
  }

  @Override
  public ByteBufferPool getByteBufferPool() {
    throw silent();
  }

  @Override
  public XnioWorker getWorker() {
    throw silent();
  }

  @Override
  public XnioIoThread getIoThread() {
    throw silent();
  }

  @Override
  public HttpServerExchange sendOutOfBandResponse(HttpServerExchange exchange) {
    throw silent();
  }

  @Override
  public boolean isContinueResponseSupported() {
    return false;
  }

  @Override
  public void terminateRequestChannel(HttpServerExchange exchange) {}

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean supportsOption(Option<?> option) {
    return false;
  }

  @Override
  public <T> T getOption(Option<T> option) {
    return null;
  }

  @Override
  public <T> T setOption(Option<T> option, T value) {
    return null;
  }

  @Override
  public void close() {}

  @Override
  public SocketAddress getPeerAddress() {
    return NOWHERE;
  }

  @Override
  public <A extends SocketAddress> A getPeerAddress(Class<A> type) {
    return type.cast(NOWHERE);
  }

  @Override
  public SocketAddress getLocalAddress() {
    return NOWHERE;
  }

  @Override
  public <A extends SocketAddress> A getLocalAddress(Class<A> type) {
    return type.cast(NOWHERE);
  }

  @Override
  public OptionMap getUndertowOptions() {
    return OptionMap.EMPTY;
  }

  @Override
  public int getBufferSize() {
    return 0;
  }

  @Override
  public SSLSessionInfo getSslSessionInfo() {
    return null;
  }

  @Override
  public void setSslSessionInfo(SSLSessionInfo sessionInfo) {}

  @Override
  public void addCloseListener(CloseListener listener) {}

  @Override
  protected StreamConnection upgradeChannel() {
    throw silent();
  }

  @Override
  protected ConduitStreamSinkChannel getSinkChannel() {
    throw silent();
  }

  @Override
  protected ConduitStreamSourceChannel getSourceChannel() {
    throw silent();
  }

  @Override
  protected StreamSinkConduit getSinkConduit(
      HttpServerExchange exchange, StreamSinkConduit conduit) {
    throw silent();
  }

  @Override
  protected boolean isUpgradeSupported() {
    return false;
  }

  @Override
  protected boolean isConnectSupported() {
    return false;
  }

  @Override
  protected void exchangeComplete(HttpServerExchange exchange) {}

  @Override
  protected void setUpgradeListener(HttpUpgradeListener upgradeListener) {}

  @Override
  protected void setConnectListener(HttpUpgradeListener connectListener) {}

  @Override
  protected void maxEntitySizeUpdated(HttpServerExchange exchange) {}

  @Override
  public String getTransportProtocol() {
    return "none";
  }

  @Override
  public boolean isRequestTrailerFieldsSupported() {
    return false;
  }

  @Override
  public ChannelListener.Setter<? extends ConnectedChannel> getCloseSetter() {
    throw silent();
  }
}
