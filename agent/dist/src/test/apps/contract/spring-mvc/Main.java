import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The shop by Spring MVC, in the server that Spring Boot finds. */
@EnableAutoConfiguration
@Import({Shop.class, Holding.class})
public class Main {
  public static void main(String[] args) {
    SpringApplication app = new SpringApplication(Main.class);
    java.util.Map<String, Object> settings = new java.util.HashMap<>();
    settings.put("server.port", "0");
    settings.put("server.address", "127.0.0.1");
    settings.put("server.servlet.context-path", "/shop");
    settings.put("server.http2.enabled", "true");
    settings.put("server.compression.enabled", "true");
    settings.put("server.tomcat.max-keep-alive-requests", "-1");
    settings.put("server.undertow.threads.worker", "16");
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.mvc.async.request-timeout", "600000");
    settings.put("spring.mvc.static-path-pattern", "/files/**");
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
                nested.GET("/{id}", request -> ServerResponse.ok().body(request.pathVariable("id"))))
        .build();
  }

  @Bean
  FilterRegistrationBean<Filter> refusing() {
    Filter filter =
        (request, response, chain) -> ((HttpServletResponse) response).setStatus(401);
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns("/private");
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }
}
