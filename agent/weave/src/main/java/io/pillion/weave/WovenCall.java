package io.pillion.weave;

import io.pillion.api.Hook;

/** A hook, and who tells the linker what is called there. */
public final class WovenCall {
  private final Hook hook;
  private final String whose;

  /**
   * @param whose the name of a plug-in's variant, or what {@link CallLinker#isOwn} knows
   */
  public WovenCall(Hook hook, String whose) {
    this.hook = hook;
    this.whose = whose;
  }

  Hook hook() {
    return hook;
  }

  String whose() {
    return whose;
  }
}
