import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot app that shows its own http.server.requests at /actuator/prometheus. */
@RestController
@EnableAutoConfiguration
public class SpringApp {
  public static void main(String[] arguments) {
    SpringApplication.run(SpringApp.class, arguments);
  }

  @EventListener
  void listening(WebServerInitializedEvent event) {
    System.out.println("listening on " + event.getWebServer().getPort());
  }

  @GetMapping("/")
  String root() {
    return "root";
  }

  @GetMapping("/items/{id}")
  String item(@PathVariable("id") String id) {
    return id;
  }

  @DeleteMapping("/items/{id}")
  ResponseEntity<Void> delete(@PathVariable("id") String id) {
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/items")
  ResponseEntity<Void> create() {
    return ResponseEntity.created(URI.create("/items/1")).build();
  }

  @GetMapping("/moved")
  ResponseEntity<Void> moved() {
    return ResponseEntity.status(302).location(URI.create("/")).build();
  }

  @GetMapping("/status/{code}")
  ResponseEntity<Void> status(@PathVariable("code") int code) {
    return ResponseEntity.status(code).build();
  }

  @GetMapping("/fails")
  String fails() {
    throw new IllegalStateException("on purpose");
  }
}
