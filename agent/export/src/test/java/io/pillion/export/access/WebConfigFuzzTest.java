package io.pillion.export.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.config.FileContent;
import io.pillion.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a web configuration file: it closes something, or is refused in one line. */
class WebConfigFuzzTest {
  private static final String HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";

  @Property(seed = "1")
  void nothingThatIsWrittenOpensThePort(@ForAll("almostFiles") String text) throws IOException {
    Path file = Files.createTempFile("web", ".yml");
    try {
      Files.writeString(file, text);
      FileContent content = FileContent.of(file.toString());
      WebConfig config =
          WebConfig.of("web.yml", YamlFile.read("web.yml", content), file.getParent());
      assertThat(config.tls != null || !config.users.isEmpty() || config.tokens != null).isTrue();
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).startsWith("web.yml").hasLineCount(1);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> almostFiles() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "tls_server_config:",
                "basic_auth_users:",
                "authorization:",
                "rate_limit:",
                "http_server_config:",
                "unauthenticated_paths:",
                "[/-/healthy]",
                "\n",
                "\n  ",
                " ",
                "cert_file: a",
                "key_file: b",
                "cert: a",
                "alice: " + HASH,
                "{a: " + HASH + "}",
                "{cert_file: a, key_file: b}",
                "{credentials_file: t}",
                "client_auth_type: x",
                "[",
                "{",
                "}",
                "&a",
                "*a",
                "- ",
                "null",
                "~",
                "!!str",
                "headers: {X-Frame-Options: deny}"),
            Arbitraries.strings().ofMaxLength(4))
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }
}
