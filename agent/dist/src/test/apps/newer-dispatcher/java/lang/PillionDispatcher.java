package java.lang;

import java.util.function.IntSupplier;

/** As an agent of a later protocol may have it. */
public final class PillionDispatcher implements IntSupplier {
  @Override
  public int getAsInt() {
    return 99;
  }
}
