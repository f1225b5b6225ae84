import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

/** The shop by Spring WebFlux, in the server that Spring Boot finds. */
@EnableAutoConfiguration
@Import({Shop.class, Holding.class})
public class Main {
  public static void main(String[] args) {
    SpringApplication app = new SpringApplication(Main.class);
    java.util.Map<String, Object> settings = new java.util.HashMap<>();
    settings.put("server.port", "0");
    settings.put("server.address", "127.0.0.1");
    settings.put("server.http2.enabled", "true");
    settings.put("server.compression.enabled", "true");
    settings.put("server.max-http-header-size", "32KB");
    settings.put("server.max-http-request-header-size", "32KB");
    settings.put("server.netty.max-initial-line-length", "32KB");
    settings.put("spring.codec.max-in-memory-size", "16MB");
    settings.put("spring.http.codecs.max-in-memory-size", "16MB");
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.main.web-application-type", "reactive");
    settings.put("spring.webflux.base-path", "/shop");
    settings.put("spring.webflux.static-path-pattern", "/files/**");
    settings.put("spring.web.resources.static-locations", "file:" + args[0] + "/");
    settings.put("spring.main.log-startup-info", "false");
    app.setDefaultProperties(settings);
    app.run();
  }

  @EventListener
  void listening(WebServerInitializedEvent event) {
    System.out.println("listening on " + event.getWebServer().getPort());
  }

  @Bean
  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .path(
            "/functional",
            nested ->
                nested.GET(
                    "/{id}", request -> ServerResponse.ok().bodyValue(request.pathVariable("id"))))
        .build();
  }

  @Bean
  WebFilter refusing() {
    return (exchange, chain) -> {
      if (exchange.getRequest().getPath().pathWithinApplication().value().equals("/private")) {
        exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
        return exchange.getResponse().setComplete();
      }
      return chain.filter(exchange);
    };
  }
}
