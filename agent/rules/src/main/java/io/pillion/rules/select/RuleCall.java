package io.pillion.rules.select;

import io.pillion.rules.parse.Outcome;
import io.pillion.rules.parse.Source;
import java.util.ArrayList;
import java.util.List;

/** A method that a rule has chosen, and what it is to be told when the method ends. */
public final class RuleCall {
  private final ActiveRule active;
  private final MethodScan method;
  private final boolean ofHeirs;

  RuleCall(ActiveRule active, MethodScan method, boolean ofHeirs) {
    this.active = active;
    this.method = method;
    this.ofHeirs = ofHeirs;
  }

  public ActiveRule active() {
    return active;
  }

  public MethodScan method() {
    return method;
  }

  /** The method's own class is not asked for, only classes below it are. */
  public boolean isOfHeirs() {
    return ofHeirs;
  }

  public boolean isMadeWhen(boolean threw) {
    Outcome when = active.rule().when();
    return threw ? when.ofThrown() : when.ofReturned();
  }

  /** What the rule is told, in this order; where it is of heirs, last the object. */
  public List<Source> needs(boolean threw) {
    List<Source> needs = new ArrayList<>(active.rule().needs(threw));
    if (ofHeirs) {
      needs.add(Source.parse("this"));
    }
    return needs;
  }
}
