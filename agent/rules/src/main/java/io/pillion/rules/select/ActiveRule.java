package io.pillion.rules.select;

import io.pillion.api.Log;
import io.pillion.rules.parse.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A rule in force, and what of the app it has reached. Safe for use by any thread. */
public class ActiveRule {
  private final String id;
  private final LoadedClasses woven = new LoadedClasses();
  private final Set<String> misfits = ConcurrentHashMap.newKeySet();
  private volatile Rule rule;

  public ActiveRule(String id, Rule rule) {
    this.id = id;
    this.rule = rule;
  }

  /** What its woven calls are known by. No two active rules have had the same. */
  public final String id() {
    return id;
  }

  public final Rule rule() {
    return rule;
  }

  /** Puts a rule of the same {@link Rule#meaning} in the place of this one. */
  public void reword(Rule same) {
    rule = same;
  }

  /** The classes into which it is woven. */
  public final LoadedClasses woven() {
    return woven;
  }

  /** Notes a method that the rule names and that it cannot be applied to, and why. */
  public final void misfit(String why) {
    if (misfits.add(why)) {
      Log.line("metrics: " + rule.name() + " leaves a method out: " + why);
    }
  }

  /** What it is woven into, and what it leaves out and why: lines for a user who asks. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add(rule.toString());
    woven.names().forEach(name -> lines.add("  woven       " + name));
    misfits.forEach(why -> lines.add("  left alone  " + why));
    if (lines.size() == 1) {
      lines.add("  no loaded class matches");
    }
    return lines;
  }
}
