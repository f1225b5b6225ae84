package io.pillion.dist;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A Tomcat or a TomEE as it comes: unpacked, told of the agent in setenv.sh, and started. */
final class Catalina implements AutoCloseable {
  private final Path home;
  private App app;
  private int port;

  private Catalina(Path home) {
    this.home = home;
  }

  /**
   * @param coordinates of the archive
   * @param folder to unpack it in
   */
  static Catalina unpack(String coordinates, Path folder) throws IOException {
    return new Catalina(
        Archive.unpack(coordinates, folder, name -> !name.contains("/webapps/"))); // of its own
  }

  /** Its own jars. */
  List<File> libraries() {
    File[] jars = home.resolve("lib").toFile().listFiles((lib, name) -> name.endsWith(".jar"));
    return Arrays.stream(jars).sorted(Comparator.comparing(File::getName)).toList();
  }

  /** Anew, if an app of this name is there. */
  void deploy(String name, Path war) throws IOException {
    Path webapps = Files.createDirectories(home.resolve("webapps"));
    Path copy = Files.copy(war, home.resolve("temp").resolve(name + ".war.next"));
    Files.move(copy, webapps.resolve(name + ".war"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** On free ports of this machine alone, and looking for new apps each second. */
  Catalina start(Jvm jvm) throws IOException {
    Path settings = home.resolve("conf/server.xml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace("port=\"8005\"", "port=\"-1\"")
            .replace("<Connector port=\"8080\"", "<Connector address=\"127.0.0.1\" port=\"0\"")
            .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "));
    Files.writeString(
        home.resolve("bin/setenv.sh"),
        "CATALINA_OPTS=\"-javaagent:%s=port=0,host=127.0.0.1 -XX:SoftRefLRUPolicyMSPerMB=0\"\n"
            .formatted(App.AGENT));
    app =
        App.launch()
            .agentArgument(null)
            .environment("JRE_HOME", jvm.home().toString())
            .environment("CATALINA_HOME", home.toString())
            .environment("CATALINA_BASE", home.toString())
            .program("sh")
            .command(home.resolve("bin/catalina.sh").toString(), "run")
            .start();
    port = Integer.parseInt(app.awaitErr("ProtocolHandler \\[\"http-[^\"]*auto-\\d+-(\\d+)\"\\]"));
    return this;
  }

  App app() {
    return app;
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    if (app != null) {
      app.process().destroyForcibly().onExit().join();
    }
  }
}
