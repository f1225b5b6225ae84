package io.pillion.export.access;

import io.pillion.export.http.Transport;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS as a web configuration file wants it, by the JDK's own. Immutable. */
final class Tls implements Transport {
  private final TlsConfig config;
  private final SSLContext context;

  /**
   * @param texts gives the text of a source
   * @throws IllegalArgumentException saying which file is wrong, and what with it
   */
  Tls(TlsConfig config, Function<TlsConfig.Source, String> texts) {
    this.config = config;
    TlsConfig.Source source = config.certificate;
    try {
      X509Certificate[] chain = Pem.certificates(texts.apply(source));
      source = config.key;
      KeyManager[] keys = keys(chain, texts.apply(source));
      source = config.clientCa;
      TrustManager[] trusted =
          source == null
              ? new TrustManager[] {new AnyClient()}
              : clients(Pem.certificates(texts.apply(source)));
      source = null;
      context = SSLContext.getInstance("TLS");
      context.init(keys, trusted, null);
      parameters((SSLSocket) context.getSocketFactory().createSocket());
    } catch (GeneralSecurityException | IOException | RuntimeException wrong) {
      String where = source == null ? "tls_server_config" : source.place;
      throw new IllegalArgumentException(where + ": " + wrong.getMessage(), wrong);
    }
  }

  private static KeyManager[] keys(X509Certificate[] chain, String key)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry("key", Pem.privateKey(key, chain[0]), new char[0], chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static TrustManager[] clients(X509Certificate[] authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (int i = 0; i < authorities.length; i++) {
      store.setCertificateEntry("ca" + i, authorities[i]);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private void parameters(SSLSocket socket) {
    List<String> protocols = new ArrayList<>(Arrays.asList(socket.getSupportedProtocols()));
    protocols.retainAll(config.protocols);
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("this Java has none of " + config.protocols);
    }
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(protocols.toArray(new String[0]));
    if (!config.cipherSuites.isEmpty()) {
      parameters.setCipherSuites(cipherSuites(parameters.getCipherSuites()));
    }
    parameters.setUseCipherSuitesOrder(config.prefersOwnOrder);
    if (config.clientAuth.isNeeded) {
      parameters.setNeedClientAuth(true);
    } else if (config.clientAuth.isAsked) {
      parameters.setWantClientAuth(true);
    }
    socket.setSSLParameters(parameters);
  }

  /** As in Go, the list is for TLS 1.2 and older; those of TLS 1.3 stay (RFC 8446 appendix B.4). */
  private String[] cipherSuites(String[] byDefault) {
    List<String> suites = new ArrayList<>(config.cipherSuites);
    for (String suite : byDefault) {
      if (suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_")) {
        suites.add(suite);
      }
    }
    return suites.toArray(new String[0]);
  }

  @Override
  public Streams open(SocketChannel channel) throws IOException {
    Socket plain = channel.socket();
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    socket.setUseClientMode(false);
    parameters(socket);
    socket.startHandshake();
    if (!config.clientSans.isEmpty() && !hasAllowedSan(socket.getSession())) {
      throw new SSLException(
          "the client's certificate has none of the names in client_allowed_sans");
    }
    return new Streams(socket.getInputStream(), socket.getOutputStream(), true);
  }

  private boolean hasAllowedSan(SSLSession session) throws SSLException {
    X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      // RFC 5280 section 4.2.1.6: a type and a name each, which is a text for all types that count.
      return names != null && names.stream().anyMatch(name -> isAllowed(name.get(1)));
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private boolean isAllowed(Object name) {
    return name instanceof String && config.clientSans.contains(name);
  }
}
