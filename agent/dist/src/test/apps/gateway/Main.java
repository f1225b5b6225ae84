import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A gateway, and in the same JVM what it sends requests to. */
@Configuration
@EnableAutoConfiguration
public class Main {
  private static HttpServer target;

  public static void main(String[] arguments) throws Exception {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/orders/",
        exchange -> {
          byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    target.start();
    SpringApplication app = new SpringApplication(Main.class);
    app.setDefaultProperties(Map.of("server.port", "0", "spring.main.banner-mode", "off"));
    app.run(arguments);
  }

  @Bean
  RouteLocator routes(RouteLocatorBuilder routes) {
    String orders = "http://127.0.0.1:" + target.getAddress().getPort();
    return routes
        .routes()
        .route(
            "orders", route -> route.path("/shop/**").filters(f -> f.stripPrefix(1)).uri(orders))
        .route("gone", route -> route.path("/gone/{id}").uri("http://127.0.0.1:1"))
        .build();
  }

  @Bean
  ApplicationListener<WebServerInitializedEvent> listening() {
    return event -> System.out.println("listening on " + event.getWebServer().getPort());
  }
}
