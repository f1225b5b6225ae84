package io.pillion.rules.record;

import io.pillion.api.Faults;
import io.pillion.api.Guard;
import io.pillion.api.Log;
import io.pillion.metrics.SeriesLimit;
import io.pillion.rules.parse.Rule;
import io.pillion.rules.select.ActiveRule;
import io.pillion.weave.LinkedSites;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;

/**
 * A rule in force: what woven calls record into, and what is shown of it at a scrape. Safe for use
 * by any thread.
 */
public final class Measurement extends ActiveRule {
  private final Faults faults;
  private final Series series;
  private final Room room;
  private final Node<DoubleConsumer> points;
  private final Node<Followed> followed;
  private final List<BoundedLabel> labels = new ArrayList<>();
  private final LinkedSites sites = new LinkedSites();
  private final Guard guard;
  private volatile String failure;

  /**
   * @throws IllegalArgumentException if Prometheus does not allow the rule's name or bounds
   */
  public Measurement(
      String id,
      Rule rule,
      PrometheusProperties properties,
      Labels constantLabels,
      SeriesLimit limit,
      Faults faults) {
    super(id, rule);
    this.faults = faults;
    this.series = Series.of(rule, properties, constantLabels);
    this.room = new Room(limit, series.perPoint());
    Path path = new Path(rule.value());
    int depth = rule.labels().size();
    this.points = rule.follows() ? null : Node.root(depth, series::point, room);
    this.followed = rule.follows() ? Node.root(depth, values -> new Followed(path), room) : null;
    rule.labels().forEach(label -> labels.add(new BoundedLabel(label)));
    this.guard = new Guard(faults, where(), this::failed);
  }

  /**
   * @throws IllegalArgumentException if Prometheus does not allow the rule's name or bounds
   */
  public static void check(Rule rule) {
    Series.of(rule, PrometheusProperties.builder().build(), Labels.EMPTY);
  }

  @Override
  public void reword(Rule same) {
    super.reword(same);
    for (int i = 0; i < labels.size(); i++) {
      labels.get(i).bound(same.labels().get(i));
    }
  }

  /** The place under which its faults are counted. */
  String where() {
    return "metrics." + rule().name();
  }

  /** Its woven calls. */
  public LinkedSites sites() {
    return sites;
  }

  /** Is shown no more. A call that began before may yet end: it counts no more. */
  public void close() {
    sites.cut();
    room.close();
  }

  /** Measures no more, until another rule takes its place. */
  private void failed(String reason) {
    if (failure == null) {
      failure = reason;
      sites.cut();
      Log.line("metrics: " + rule().name() + " measures no more: " + reason);
    }
  }

  @Override
  public List<String> describe() {
    List<String> lines = super.describe();
    if (failure != null) {
      lines.add("  taken out   " + failure);
    }
    return lines;
  }

  /**
   * What a woven call does, which throws nothing.
   *
   * @param threw the method is left by an exception
   * @param ofHeirs it is called on objects of classes that the rule does not choose, too
   * @return null for nothing
   */
  public MethodHandle link(MethodType site, boolean threw, boolean ofHeirs) {
    try {
      Recording recording = new Recording(rule(), labels, rule().follows() ? followed : points);
      MethodHandle record = ofHeirs ? recording.ofHeirs(site, threw) : recording.at(site, threw);
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

  /** Gives the observations folded into {@code _OTHER}, by place and label. */
  public void overflow(BiConsumer<String, Long> counts) {
    for (BoundedLabel label : labels) {
      counts.accept(where() + "." + label.rule().name(), label.overflow());
    }
  }

  public MetricSnapshot collect() {
    if (followed != null) {
      followed.forEachLeaf((values, objects) -> read(objects, series.point(values)));
    }
    return series.collect(rule().help());
  }

  private void read(Followed objects, DoubleConsumer point) {
    try {
      point.accept(objects.sum());
    } catch (Throwable failure) {
      faults.swallow(where(), failure);
      point.accept(Double.NaN);
    }
  }
}
