package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mapping of a servlet is the route, as it was declared behind the context path. */
interface ContractMappings extends Contract {
  @ParameterizedTest
  @CsvSource({
    "/legacy.do, 200, /shop/legacy.do",
    "/pages/start.jsp, 200, /shop/*.jsp",
    "/orders, 200, /shop/orders/*",
    "/orders/7/lines/3, 200, /shop/orders/*",
    "/include, 200, /shop/include",
    "/async-dispatch, 200, /shop/async-dispatch",
    "/forward-from/7, 200, /shop/forward-from/*",
    "/files/none.txt, 404, _UNMATCHED",
  })
  default void itIsTheOneThatTheClientsPathMatched(String path, int status, String route)
      throws Exception {
    assertThat(Client.get(shop(path)).statusCode()).isEqualTo(status);
    Scrape counted = counted();
    assertThat(counted.requests("GET", route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
  }

  /** By 301 or 302, as servers differ. */
  @Test
  default void aRedirectToTheRootOfTheAppHasNoMore() throws Exception {
    HttpResponse<String> redirect = Client.get(shop(""));
    assertThat(redirect.headers().firstValue("Location").orElse("")).endsWith("/shop/");
    Scrape counted = counted();
    assertThat(counted.requests("GET", "/shop/*", redirect.statusCode()))
        .as(counted.requested())
        .isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
  }
}
