package io.pillion.rules;

import io.pillion.api.Faults;
import io.pillion.api.Log;
import io.pillion.config.Declared;
import io.pillion.metrics.SeriesLimit;
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
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The metrics of the app's own methods that are in force. The way of a call: {@link MeasuredMethod}
 * wrote it into the app's method, {@link Recording} links it, {@link Series} counts it. Safe for
 * use by any thread.
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
   * Puts in force what the configuration file says, in the place of what it said before.
   *
   * @param declared null for nothing
   * @return what has changed, as one line; empty if nothing has
   */
  public String apply(Declared declared) {
    List<String> wrong = new ArrayList<>();
    List<Rule> rules = RuleParser.parse(declared, wrong::add);
    Change change = apply(rules);
    change.failed.addAll(wrong);
    return change.toString();
  }

  /**
   * Puts rules in force in the place of those that are. What a rule has counted is kept if one of
   * its name and {@link Rule#meaning} takes its place.
   *
   * @param rules of different names
   */
  synchronized Change apply(List<Rule> rules) {
    Change change = new Change();
    Map<String, Measurement> next = new LinkedHashMap<>();
    List<Measurement> fresh = new ArrayList<>();
    for (Rule rule : rules) {
      Measurement present = inForce.get(rule.name());
      if (present != null && present.rule().meaning().equals(rule.meaning())) {
        present.reword(rule);
        next.put(rule.name(), present);
      } else {
        Measurement measurement;
        try {
          measurement =
              new Measurement(OWN + ids++, rule, properties, constantLabels, limit, faults);
        } catch (IllegalArgumentException wrong) {
          change.failed.add(rule.name() + " (" + wrong.getMessage() + ")");
          continue;
        }
        byId.put(measurement.id(), measurement);
        fresh.add(measurement);
        next.put(rule.name(), measurement);
        (present == null ? change.added : change.changed).add(rule.name());
      }
    }
    List<Measurement> gone = new ArrayList<>(inForce.values());
    gone.removeAll(next.values());
    gone.stream()
        .map(measurement -> measurement.rule().name())
        .filter(name -> !next.containsKey(name))
        .forEach(change.removed::add);
    replace(next, fresh, gone);
    change.unmatched.addAll(unmatched());
    told.retainAll(change.unmatched);
    return change;
  }

  private void replace(
      Map<String, Measurement> next, Collection<Measurement> fresh, Collection<Measurement> gone) {
    inForce = next;
    weaver.select(next.values());
    if (!fresh.isEmpty() || !gone.isEmpty()) {
      weaver.weaveLoaded(fresh, gone);
    }
    gone.forEach(
        measurement -> {
          measurement.close();
          byId.remove(measurement.id());
        });
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
    return measurement == null ? null : measurement.link(advice, type);
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
      for (BoundedLabel label : measurement.labels()) {
        overflow.put(measurement.where() + "." + label.rule().name(), label.overflow());
      }
    }
    return overflow;
  }
}
