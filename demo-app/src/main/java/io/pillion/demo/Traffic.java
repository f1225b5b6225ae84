package io.pillion.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command line of the traffic generator. Exits with 2 after a bad option. */
@Command(
    name = "java -cp demo-app.jar io.pillion.demo.Traffic",
    description = "Sends a steady mix of all the demo app's requests. Ctrl-C ends it early.",
    sortOptions = false)
public final class Traffic implements Runnable {

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);
  private static final double MAX_RATE = 10_000;

  /** Longer than any machine runs. */
  private static final String UNLIMITED = "99999d";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "where the app listens (default: ${DEFAULT-VALUE})")
  private URI url;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "20",
      description =
          "requests per second, whether or not earlier ones were answered; at most 10000"
              + " (default: ${DEFAULT-VALUE})")
  private Double rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = UNLIMITED,
      description = "such as 500ms, 90s, 10m, 8h, 1d (default: until stopped)")
  private Duration duration;

  @SuppressWarnings("unused") // by this class; picocli looks at it
  @Option(names = "--help", usageHelp = true, description = "print this and end")
  private boolean help;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Traffic())
        .registerConverter(URI.class, Traffic::url)
        .registerConverter(Double.class, Traffic::rate)
        .registerConverter(Duration.class, Traffic::duration)
        .setParameterExceptionHandler(Traffic::refuse);
  }

  @Override
  public void run() {
    Load load = new Load(url, new TrafficMix(), rate, duration, System.err::println);
    CountDownLatch summarised = new CountDownLatch(1);
    // The JVM is gone when its hooks end: wait for the summary.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  load.stop();
                  awaitUpTo(Load.TIMEOUT.plusSeconds(1), summarised);
                }));
    System.out.println("traffic: " + load.run());
    summarised.countDown();
  }

  private static void awaitUpTo(Duration limit, CountDownLatch latch) {
    try {
      boolean ignored = latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int refuse(ParameterException e, String... args) {
    e.getCommandLine().getErr().println("traffic: " + e.getMessage() + " (--help tells more)");
    return CommandLine.ExitCode.USAGE;
  }

  private static URI url(String value) {
    try {
      URI url = new URI(value.replaceFirst("/+$", ""));
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean bare = url.getRawQuery() == null && url.getRawFragment() == null;
      if (http && bare && url.getHost() != null && url.getPort() <= Settings.MAX_PORT) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw invalid(value, "an address such as http://localhost:8080");
  }

  private static Double rate(String value) {
    if (value.matches("[0-9]{1,5}(\\.[0-9]{1,9})?")) {
      double rate = Double.parseDouble(value);
      if (rate > 0 && rate <= MAX_RATE) {
        return rate;
      }
    }
    throw invalid(value, "a number of requests per second above 0, at most 10000");
  }

  private static Duration duration(String value) {
    Matcher matcher = DURATION.matcher(value);
    if (matcher.matches()) {
      return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
    }
    throw invalid(value, "1 to 99999 and its unit, such as 500ms, 90s, 10m, 8h, 1d");
  }

  private static TypeConversionException invalid(String value, String allowed) {
    return new TypeConversionException("'" + value + "' is not valid, allowed: " + allowed);
  }
}
