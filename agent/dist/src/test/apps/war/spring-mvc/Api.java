package shop;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Api {
  @RequestMapping("/orders/{id}")
  String order(@PathVariable("id") String id) {
    return "order";
  }

  @RequestMapping("/throw")
  String fail() {
    throw new IllegalStateException("on purpose");
  }
}
