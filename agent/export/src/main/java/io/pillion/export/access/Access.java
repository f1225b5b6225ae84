package io.pillion.export.access;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import io.pillion.export.http.Transport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who may connect and ask, by one reading of a web configuration file. Immutable. */
final class Access {
  private final Transport transport;
  private final Users users;
  private final List<byte[]> tokens = new ArrayList<>();
  private final Map<String, String> headers;
  private final String openPath;
  private final List<String> notes;

  /**
   * @throws IllegalArgumentException saying in one line what is wrong
   */
  Access(WebFiles files) {
    WebConfig config = files.config();
    transport = config.tls == null ? Transport.PLAIN : new Tls(config.tls, files::text);
    users = config.users.isEmpty() ? null : new Users(config.users);
    headers = config.headers;
    openPath = config.healthIsOpen ? WebConfig.HEALTH : null;
    notes = config.notes;
    if (config.tokens != null) {
      for (String line : files.text(config.tokens).split("\\R", -1)) {
        if (!line.trim().isEmpty()) {
          tokens.add(line.trim().getBytes(StandardCharsets.UTF_8));
        }
      }
      if (tokens.isEmpty()) {
        throw new IllegalArgumentException(config.tokens + " has no token in it");
      }
    }
  }

  /** Plain, or TLS. */
  Transport transport() {
    return transport;
  }

  boolean isEncrypted() {
    return transport != Transport.PLAIN;
  }

  /** What a user should know of the file, in lines. */
  List<String> notes() {
    return notes;
  }

  Response handle(Request request, Handler next) {
    return answer(request, next).with(headers);
  }

  private Response answer(Request request, Handler next) {
    try {
      return isAdmitted(request) ? next.handle(request) : unauthorized(request);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return Response.text(503, "The agent is being detached.\n");
    }
  }

  private boolean isAdmitted(Request request) throws InterruptedException {
    if ((users == null && tokens.isEmpty()) || request.path().equals(openPath)) {
      return true;
    }
    for (String authorization : request.headers("Authorization")) {
      int space = authorization.indexOf(' ');
      String scheme = authorization.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
      String credentials = authorization.substring(space + 1).trim();
      if ((scheme.equals("basic") && users != null && users.admit(credentials))
          || (scheme.equals("bearer") && isToken(credentials))) {
        return true;
      }
    }
    return false;
  }

  /** Compares with every token, in constant time: how long that takes tells nothing (RFC 6750). */
  private boolean isToken(String credentials) {
    byte[] given = credentials.getBytes(StandardCharsets.UTF_8);
    boolean isOneOfThem = false;
    for (byte[] token : tokens) {
      isOneOfThem |= MessageDigest.isEqual(token, given);
    }
    return isOneOfThem;
  }

  /**
   * RFC 9110 section 11.6.1. A browser that is asked for a password puts up a dialog, for each poll
   * of the live page anew: so a script's request is asked for a token, and the page says what is
   * wrong.
   */
  private Response unauthorized(Request request) {
    boolean isScripts = "empty".equals(request.header("Sec-Fetch-Dest"));
    String challenge =
        users == null || isScripts
            ? "Bearer realm=\"pillion\""
            : "Basic realm=\"pillion\", charset=\"UTF-8\"";
    return Response.text(401, "Unauthorized: the file of the setting web.config says who may ask\n")
        .with("WWW-Authenticate", challenge);
  }
}
