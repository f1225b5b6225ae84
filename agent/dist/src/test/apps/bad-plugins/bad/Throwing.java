package bad;

import io.pillion.api.Hook;
import io.pillion.api.ServerInstrumentation;
import java.util.Collections;
import java.util.List;

/** A plug-in that does not know where it hooks. */
public class Throwing implements ServerInstrumentation {
  @Override
  public String server() {
    return "bad";
  }

  @Override
  public String version(ClassLoader loader) {
    return null;
  }

  @Override
  public List<String> absent() {
    return Collections.emptyList();
  }

  @Override
  public String startsWith() {
    return "bad.Server";
  }

  @Override
  public String advice() {
    return "bad.Advice";
  }

  @Override
  public List<Hook> hooks() {
    throw new IllegalStateException("on purpose");
  }
}
