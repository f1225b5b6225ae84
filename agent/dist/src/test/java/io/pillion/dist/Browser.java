package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium, as Debian's packages chromium and chromium-driver bring it. */
final class Browser implements AutoCloseable {
  /** What axe-core's rules call bad enough to keep someone from using a page. */
  private static final List<String> GRAVE = List.of("serious", "critical");

  /** Which would warn that it does not know this Chromium's debugging protocol in full. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one, or the test is skipped and says so. */
  static Browser start() {
    SELENIUM.setLevel(Level.SEVERE);
    File browser = program("chromium", "chromium-browser", "google-chrome");
    File service = program("chromedriver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser);
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // which root cannot have
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--ignore-certificate-errors", // of certificates that tests sign themselves
        "--lang=en-US",
        "--window-size=1280,900");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return new Browser(
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(service)
                .usingAnyFreePort()
                .withLogOutput(OutputStream.nullOutputStream())
                .build(),
            options));
  }

  private static File program(String... names) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      for (String name : names) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return program.toFile();
        }
      }
    }
    String reason = "skipped: there is no " + String.join(", ", names) + " in the PATH";
    System.out.println(reason);
    assumeTrue(false, reason);
    throw new AssertionError();
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** What a function's body in JavaScript returns; it finds the arguments in {@code arguments}. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** The same of a body that may {@code await}. */
  Object runAsync(String script, Object... arguments) {
    return driver.executeAsyncScript(
        "const done = arguments[arguments.length - 1];"
            + "(async function () {"
            + script
            + "}).apply(null, arguments).then(done, (e) => done('failed: ' + e));",
        arguments);
  }

  /** The text of what a selector finds first, or null. */
  String text(String selector) {
    return (String)
        run("return document.querySelector(arguments[0])?.textContent ?? null", selector);
  }

  List<String> texts(String selector) {
    List<?> texts =
        (List<?>)
            run(
                "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)",
                selector);
    return texts.stream().map(String::valueOf).toList();
  }

  long count(String selector) {
    return (Long) run("return document.querySelectorAll(arguments[0]).length", selector);
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Presses Tab until the focus is on what a selector finds, as one does without a mouse. */
  void tabTo(String selector) {
    for (int i = 0; i < 100; i++) {
      press(Keys.TAB);
      if ((Boolean) run("return document.activeElement.matches(arguments[0])", selector)) {
        return;
      }
    }
    throw new AssertionError("no Tab leads to " + selector);
  }

  /**
   * @param theme {@code light} or {@code dark}
   */
  void prefer(String theme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
  }

  /** How large a page of this width is: what a phone's viewport is made of. */
  void viewport(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Waits until what is asserted holds. */
  static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion);
  }

  /** What axe-core finds grave, each as rule, help and element. */
  List<String> graveFaults() throws IOException {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        runAsync(
            "const { violations } = await axe.run();"
                + "return violations.flatMap(({ id, impact, help, nodes }) =>"
                + " nodes.map(({ html }) => impact + ' ' + id + ': ' + help + ': ' + html));");
    assertThat(found).as("axe-core has run").isInstanceOf(List.class);
    return ((List<?>) found)
        .stream()
            .map(String::valueOf)
            .filter(fault -> GRAVE.stream().anyMatch(fault::startsWith))
            .toList();
  }

  /** What the page has said in the console since this was last asked. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The URLs that the browser has asked for since this was last asked. */
  List<String> requested() {
    List<String> urls = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("\"Network.requestWillBeSent\"")) {
        String url = message.replaceFirst("(?s).*?\"request\":\\{.*?\"url\":\"(.*?)\".*", "$1");
        urls.add(url);
      }
    }
    return urls;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
