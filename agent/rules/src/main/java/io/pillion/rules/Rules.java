package io.pillion.rules;

import io.pillion.api.Faults;
import io.pillion.api.Log;
import io.pillion.config.YamlNode;
import io.pillion.metrics.SeriesLimit;
import io.pillion.rules.parse.Rule;
import io.pillion.rules.parse.RuleParser;
import io.pillion.rules.record.Measurement;
import io.pillion.rules.weave.RuleHooks;
import io.pillion.rules.weave.RuleWeaver;
import io.pillion.weave.CallLinker;
import io.pillion.weave.LinkedSites;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The metrics of the app's own methods that are in force. The way of a call: {@link RuleWeaver}
 * wrote it into the app's method, {@link Measurement} links and records it. Safe for use by any
 * thread.
 */
public final class Rules implements CallLinker, MultiCollector, Runnable {
  private static final String OWN = "metrics:";

  /** How long an app may take until most of its classes are loaded. */
  private static final long PATIENCE_MILLIS = 20_000;

  private final RuleWeaver weaver;
  private final PrometheusProperties properties;
  private final Labels constantLabels;
  private final SeriesLimit limit;
  private final Faults faults;
  private final Map<String, Measurement> byId = new ConcurrentHashMap<>();
  private volatile Map<String, Measurement> inForce = new LinkedHashMap<>();
  private final Set<String> told = new HashSet<>();
  private int ids;

  /**
   * @param limit shared with the metrics that are not of rules
   * @param faults counts what the app must not feel
   * @param background runs what cannot be done while a class of the app's is being loaded
   */
  public Rules(
      Instrumentation instrumentation,
      PrometheusProperties properties,
      Labels constantLabels,
      SeriesLimit limit,
      Faults faults,
      Executor background) {
    this.weaver = new RuleWeaver(instrumentation, faults, background);
    this.properties = properties;
    this.constantLabels = constantLabels;
    this.limit = limit;
    this.faults = faults;
  }

  /**
   * Reads what stands below {@code metrics} in the configuration file.
   *
   * @param problems takes a line for each thing that is wrong; a rule with one is left out
   */
  public static List<Rule> parse(YamlNode metrics, Consumer<String> problems) {
    return RuleParser.parse(metrics, Measurement::check, problems);
  }

  /**
   * Puts rules in force in the place of those that are. What a rule has counted is kept if one of
   * its name and {@link Rule#meaning} takes its place.
   *
   * @param rules of different names
   * @return what has changed, as one line; empty if nothing has
   */
  public synchronized String apply(List<Rule> rules) {
    Map<String, Measurement> next = new LinkedHashMap<>();
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (Rule rule : rules) {
      Measurement present = inForce.get(rule.name());
      if (present != null && present.rule().meaning().equals(rule.meaning())) {
        present.reword(rule);
        next.put(rule.name(), present);
        continue;
      }
      try {
        String id = OWN + ids++;
        next.put(rule.name(), new Measurement(id, rule, properties, constantLabels, limit, faults));
        (present == null ? added : changed).add(rule.name());
      } catch (IllegalArgumentException wrong) {
        failed.add(rule.name() + " (" + wrong.getMessage() + ")");
      }
    }
    List<String> removed = new ArrayList<>(inForce.keySet());
    removed.removeAll(next.keySet());
    replace(next);
    List<String> unmatched = unmatched();
    told.retainAll(unmatched);
    StringJoiner line = new StringJoiner("; ");
    say("added ", added, line);
    say("changed ", changed, line);
    say("removed ", removed, line);
    say("failed ", failed, line);
    say("not matching any loaded class so far: ", unmatched, line);
    return line.toString();
  }

  private static void say(String what, List<String> names, StringJoiner line) {
    if (!names.isEmpty()) {
      line.add(what + String.join(", ", names));
    }
  }

  private void replace(Map<String, Measurement> next) {
    List<Measurement> fresh = new ArrayList<>(next.values());
    fresh.removeAll(inForce.values());
    List<Measurement> gone = new ArrayList<>(inForce.values());
    gone.removeAll(next.values());
    fresh.forEach(measurement -> byId.put(measurement.id(), measurement));
    inForce = next;
    weaver.select(next.values());
    if (!fresh.isEmpty() || !gone.isEmpty()) {
      weaver.weaveLoaded(fresh, gone);
    }
    for (Measurement measurement : gone) {
      measurement.close();
      byId.remove(measurement.id());
    }
  }

  /**
   * Some time after rules came into force: weaves classes that were being loaded at that moment,
   * and tells which rules have found nothing.
   */
  @Override
  public void run() {
    boolean settled = false;
    while (!settled) {
      try {
        Thread.sleep(PATIENCE_MILLIS);
        settle();
        settled = true;
      } catch (InterruptedException end) {
        Thread.currentThread().interrupt();
        return;
      } catch (Throwable failure) { // of an app out of memory: it may have some the next time
        faults.swallow("metrics", failure);
      }
    }
  }

  private synchronized void settle() {
    weaver.weaveLoaded(inForce.values(), Collections.emptyList());
    List<String> news = unmatched();
    news.removeIf(name -> !told.add(name));
    if (!news.isEmpty()) {
      Log.line("metrics: no loaded class matches " + String.join(", ", news));
    }
  }

  private List<String> unmatched() {
    List<String> names = new ArrayList<>();
    for (Measurement measurement : inForce.values()) {
      if (measurement.woven().isEmpty()) {
        names.add(measurement.rule().toString());
      }
    }
    return names;
  }

  /** What each rule is woven into: lines for a user who asks. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    inForce.values().forEach(measurement -> lines.addAll(measurement.describe()));
    return lines;
  }

  @Override
  public boolean isOwn(String whose) {
    return whose.startsWith(OWN);
  }

  @Override
  public MethodHandle link(String advice, MethodType type, String whose) {
    Measurement measurement = byId.get(whose);
    return measurement == null
        ? null
        : measurement.link(type, RuleHooks.isOfThrown(advice), RuleHooks.isOfHeirs(advice));
  }

  @Override
  public LinkedSites sites(String whose) {
    return byId.get(whose).sites();
  }

  @Override
  public MetricSnapshots collect() {
    List<MetricSnapshot> snapshots = new ArrayList<>();
    for (Measurement measurement : inForce.values()) {
      snapshots.add(measurement.collect());
    }
    return new MetricSnapshots(snapshots);
  }

  /** Observations folded into {@code _OTHER}, by metric and label. */
  public Map<String, Long> overflow() {
    Map<String, Long> overflow = new TreeMap<>();
    for (Measurement measurement : inForce.values()) {
      measurement.overflow(overflow::put);
    }
    return overflow;
  }
}
