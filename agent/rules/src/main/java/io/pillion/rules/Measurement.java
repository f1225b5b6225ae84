package io.pillion.rules;

import io.pillion.api.Faults;
import io.pillion.api.Guard;
import io.pillion.api.Log;
import io.pillion.metrics.SeriesLimit;
import io.pillion.weave.LinkedSites;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;

/**
 * A rule in force: what woven calls record into, and what is shown of it at a scrape. Safe for use
 * by any thread.
 */
final class Measurement {
  private final String id;
  private final Faults faults;
  private final Series series;
  private final Room room;
  private final Node<DoubleConsumer> points;
  private final Node<Followed> followed;
  private final Path path;
  private final List<BoundedLabel> labels = new ArrayList<>();
  private final LoadedNames woven = new LoadedNames();
  private final Set<String> misfits = ConcurrentHashMap.newKeySet();
  private final LinkedSites sites = new LinkedSites();
  private final Guard guard;
  private volatile Rule rule;
  private volatile String failure;

  /**
   * @throws IllegalArgumentException if Prometheus does not allow the rule's name or bounds
   */
  Measurement(
      String id,
      Rule rule,
      PrometheusProperties properties,
      Labels constantLabels,
      SeriesLimit limit,
      Faults faults) {
    this.id = id;
    this.rule = rule;
    this.faults = faults;
    this.series = Series.of(rule, properties, constantLabels);
    this.room = new Room(limit, series.perPoint());
    int depth = rule.labels().size();
    this.points = rule.follows() ? null : Node.root(depth, series::point, room);
    this.followed = rule.follows() ? Node.root(depth, values -> new Followed(), room) : null;
    this.path = rule.follows() ? new Path(rule.value()) : null;
    rule.labels().forEach(label -> labels.add(new BoundedLabel(label)));
    this.guard = new Guard(faults, where(), this::failed);
  }

  /** What its woven calls are known by: another one for each measurement. */
  String id() {
    return id;
  }

  Rule rule() {
    return rule;
  }

  /** Puts a rule of the same meaning in the place of this one. */
  void reword(Rule same) {
    rule = same;
    for (int i = 0; i < labels.size(); i++) {
      labels.get(i).bound(same.labels().get(i));
    }
  }

  /** The place under which its faults are counted. */
  String where() {
    return "metrics." + rule.name();
  }

  /** Its woven calls. */
  LinkedSites sites() {
    return sites;
  }

  /** Is shown no more. A call that began before may yet end: it counts no more. */
  void close() {
    sites.cut();
    room.close();
  }

  /** Measures no more, until another rule takes its place. */
  private void failed(String reason) {
    if (failure == null) {
      failure = reason;
      sites.cut();
      Log.line("metrics: " + rule.name() + " measures no more: " + reason);
    }
  }

  /** The classes into which it is woven. */
  LoadedNames woven() {
    return woven;
  }

  /** Notes a method that the rule names and that it cannot be applied to, and why. */
  void misfit(String why) {
    if (misfits.add(why)) {
      Log.line("metrics: " + rule.name() + " leaves a method out: " + why);
    }
  }

  /** What it is woven into, and what it leaves out and why: lines for a user who asks. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add(rule.toString());
    woven.names().forEach(name -> lines.add("  woven       " + name));
    misfits.forEach(why -> lines.add("  left alone  " + why));
    if (failure != null) {
      lines.add("  taken out   " + failure);
    }
    if (lines.size() == 1) {
      lines.add("  no loaded class matches");
    }
    return lines;
  }

  boolean hasMisfits() {
    return !misfits.isEmpty();
  }

  /**
   * What a woven call does, which throws nothing.
   *
   * @param advice {@link MeasuredCall#advice}
   * @return null for nothing
   */
  MethodHandle link(String advice, MethodType site) {
    try {
      Recording recording = new Recording(rule, labels, rule.follows() ? followed : points);
      boolean threw = MeasuredCall.isOfThrown(advice);
      MethodHandle record =
          MeasuredCall.isOfHeirs(advice)
              ? recording.ofHeirs(site, threw)
              : recording.at(site, threw);
      return MethodHandles.catchException(
          MethodHandles.filterReturnValue(record, Handles.of(guard, "passed", void.class)),
          Throwable.class,
          Handles.of(this, "swallow", void.class, Throwable.class));
    } catch (Throwable failure) {
      guard.swallow(failure);
      return null;
    }
  }

  /** A null on the way to a value may be gone the next time, however often it was met. */
  void swallow(Throwable fault) {
    if (fault instanceof NoValue) {
      faults.swallow(where(), fault);
    } else {
      guard.swallow(fault);
    }
  }

  List<BoundedLabel> labels() {
    return labels;
  }

  MetricSnapshot collect() {
    if (followed != null) {
      followed.forEachLeaf((values, objects) -> read(objects, series.point(values)));
    }
    return series.collect(rule.help());
  }

  private void read(Followed objects, DoubleConsumer point) {
    try {
      point.accept(objects.sum(path));
    } catch (Throwable failure) {
      faults.swallow(where(), failure);
      point.accept(Double.NaN);
    }
  }
}
