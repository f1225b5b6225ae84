package io.pillion.cxf;

import io.pillion.api.JoinedPaths;
import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServletRequest;
import org.apache.cxf.jaxrs.model.MethodInvocationInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfoStack;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;

/** What CXF calls at the hooks of {@link CxfPlugin}. */
public final class CxfAdvice {
  /** {@code AbstractHTTPDestination.HTTP_REQUEST}. */
  private static final String SERVLET_REQUEST = "HTTP.REQUEST";

  /** Of absolute addresses: as many as an app has endpoints. */
  private static final Map<String, String> PATHS = new ConcurrentHashMap<>();

  public CxfAdvice(Watched cxf) {}

  /** What a locator leads to is not known yet. */
  public static void invoking(Exchange exchange) {
    if (!isLocator(exchange)) {
      name(exchange, "");
    }
  }

  /** A locator's name is the last one only where there is no method below it. */
  public static void invoked(Exchange exchange) {
    if (isLocator(exchange)) {
      name(exchange, "/*");
    }
  }

  private static boolean isLocator(Exchange exchange) {
    return exchange.get(OperationResourceInfo.class).isSubResourceLocator();
  }

  private static void name(Exchange exchange, String rest) {
    Message message = exchange.getInMessage();
    Object request = message.get(SERVLET_REQUEST);
    Object open =
        request instanceof HttpServletRequest
            ? ((HttpServletRequest) request).getAttribute(OpenRequest.ATTRIBUTE)
            : null;
    if (open instanceof OpenRequest) {
      String address = exchange.getDestination().getAddress().getAddress().getValue();
      String template = JoinedPaths.of(matched(message), rest);
      name((OpenRequest<?>) open, (HttpServletRequest) request, address, template);
    }
  }

  /**
   * @param address of a CXF endpoint, as the app wrote it: behind the servlet's path, or absolute
   */
  private static void name(
      OpenRequest<?> open, HttpServletRequest servlet, String address, String template) {
    if (address.startsWith("http")) {
      open.named("cxf", "", "", JoinedPaths.of(pathOf(address), template));
    } else {
      String app = servlet.getServletContext().getContextPath();
      String mapping = servlet.getPathInfo() == null ? "" : servlet.getServletPath();
      open.named("cxf", app, mapping, JoinedPaths.of(address, template));
    }
  }

  private static String pathOf(String address) {
    String path = PATHS.get(address);
    if (path == null) {
      path = URI.create(address).getPath();
      PATHS.put(address, path);
    }
    return path;
  }

  /** The templates of the resource, its locators and its method. */
  private static String matched(Message message) {
    OperationResourceInfoStack invocations = message.get(OperationResourceInfoStack.class);
    String template = "";
    for (int i = 0; i < invocations.size(); i++) {
      MethodInvocationInfo each = invocations.get(i);
      OperationResourceInfo method = each.getMethodInfo();
      URITemplate resource = method.getClassResourceInfo().getURITemplate();
      if (i == 0 && resource != null) {
        template = resource.getValue();
      }
      template = JoinedPaths.of(template, method.getURITemplate().getValue());
    }
    return template;
  }
}
