package io.pillion.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A class that no rule concerns any more is what it was. */
class OriginalBytesTest {
  private static final String SUBJECT = "io.pillion.rules.Subject";

  private static String rule(String name, String when) {
    return String.format(
        "name: %s, type: counter, class: %s, method: twice, when: %s, labels: {number: arg0}",
        name, SUBJECT, when);
  }

  /** The class file as it is in force, the last of all transformers having seen it. */
  private static byte[] inForce(Class<?> type) throws Exception {
    AtomicReference<byte[]> file = new AtomicReference<>();
    ClassFileTransformer spy =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> redefined,
              ProtectionDomain domain,
              byte[] bytes) {
            if (redefined == type) {
              file.set(bytes.clone());
            }
            return null;
          }
        };
    Agents.INSTRUMENTATION.addTransformer(spy, true);
    try {
      Agents.INSTRUMENTATION.retransformClasses(type);
    } finally {
      Agents.INSTRUMENTATION.removeTransformer(spy);
    }
    return file.get();
  }

  @Test
  void aClassThatNoRuleConcernsAnyMoreIsWhatItWas() throws Exception {
    URL classes = Subject.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader app =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> subject = app.loadClass(SUBJECT);
      byte[] original = inForce(subject);
      assertThat(Agents.RULES.apply(Yaml.rules(rule("a", "returned")))).isEqualTo("added a");
      Agents.RULES.apply(Yaml.rules(rule("a", "returned"), rule("b", "always")));
      assertThat(inForce(subject)).isNotEqualTo(original);
      assertThat(subject.getMethod("twice", int.class).invoke(null, 4)).isEqualTo(8);
      assertThat(Agents.RULES.collect().get(0).getDataPoints()).hasSize(1);
      assertThat(Agents.RULES.apply(List.of())).isEqualTo("removed a, b");
      assertThat(inForce(subject)).isEqualTo(original);
      assertThat(Agents.FAULTS.counts().values()).containsOnly(0L);
    }
  }
}
