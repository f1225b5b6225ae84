package java.lang;

import java.util.function.BiPredicate;
import java.util.function.Function;

/** As an agent had it before the protocol had a number. */
public final class PillionDispatcher
    implements BiPredicate<Function<Object[], Object>, Function<Object[], Object>> {
  @Override
  public boolean test(Function<Object[], Object> expected, Function<Object[], Object> next) {
    return true;
  }
}
