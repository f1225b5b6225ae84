package io.pillion.jetty;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Arrays;
import java.util.List;

/**
 * Where the Servlet environments of Jetty 12 are hooked: they tell the servlet mapping. Two of them
 * are forks of the other two. A Jetty that is not embedded has each in a class loader of its own.
 */
public final class JettyServletPlugin implements Plugin {
  private static final String EE10 = "org.eclipse.jetty.ee10.";
  private static final String EE8 = "org.eclipse.jetty.ee8.";

  @Override
  public String id() {
    return "jetty-servlet";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, "org/eclipse/jetty/server/HttpStream.class", "jetty-server");
  }

  @Override
  public List<Variant> variants() {
    String request10 = "Lorg/eclipse/jetty/ee10/servlet/ServletContextRequest;";
    Variant ee10 =
        Variant.of(
            "io.pillion.jetty.Ee10Advice",
            Hook.at(
                Place.ENTRY,
                EE10 + "servlet.ServletChannel",
                "associate",
                "(" + request10 + ")V",
                "mapped",
                Value.argument(0, request10)));
    String request8 = "Lorg/eclipse/jetty/ee8/nested/Request;";
    String mapping8 = "Lorg/eclipse/jetty/ee8/nested/ServletPathMapping;";
    Variant ee8 =
        Variant.of(
            "io.pillion.jetty.Ee8Advice",
            Hook.at(
                Place.ENTRY,
                EE8 + "nested.Request",
                "setServletPathMapping",
                "(" + mapping8 + ")V",
                "mapped",
                Value.self(request8),
                Value.argument(0, mapping8)));
    return Arrays.asList(
        ee10.requiring("org/eclipse/jetty/ee10/servlet/ServletChannel.class"),
        ee10.renamed(EE10, "org.eclipse.jetty.ee11.")
            .requiring("org/eclipse/jetty/ee11/servlet/ServletChannel.class"),
        ee8.requiring("org/eclipse/jetty/ee8/nested/Request.class"),
        ee8.renamed(EE8, "org.eclipse.jetty.ee9.")
            .requiring("org/eclipse/jetty/ee9/nested/Request.class"));
  }
}
