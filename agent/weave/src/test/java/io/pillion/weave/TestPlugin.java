package io.pillion.weave;

import io.pillion.api.Hook;
import io.pillion.api.Plugin;
import io.pillion.api.Variant;
import java.util.List;

/** A plug-in of a test's. */
class TestPlugin implements Plugin {
  static final String ADVICE = "io.pillion.weave.advice.Advice";
  static final String OTHER_ADVICE = "io.pillion.weave.advice.OtherAdvice";

  private final String id;
  private final List<Variant> variants;

  TestPlugin(String id, Variant... variants) {
    this.id = id;
    this.variants = List.of(variants);
  }

  /** With the one variant that there is. */
  static TestPlugin of(Hook... hooks) {
    return new TestPlugin("test", Variant.of(ADVICE, hooks));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  @Override
  public String version(ClassLoader loader) {
    return "1.0";
  }

  @Override
  public List<Variant> variants() {
    return variants;
  }
}
