package bad;

import io.pillion.api.Plugin;
import io.pillion.api.Variant;
import java.util.List;

/** A plug-in that does not know where it hooks. */
public class Throwing implements Plugin {
  @Override
  public String id() {
    return "bad";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  @Override
  public String version(ClassLoader loader) {
    return null;
  }

  @Override
  public List<Variant> variants() {
    throw new IllegalStateException("on purpose");
  }
}
