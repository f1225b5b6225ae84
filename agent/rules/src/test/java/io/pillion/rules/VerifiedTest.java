package io.pillion.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM's verifier accepts every method of large libraries with every kind of call woven in. */
class VerifiedTest {
  private static final LabelRule THROWN = label("thrown");

  private static LabelRule label(String source) {
    return new LabelRule(source, Source.parse(source), 100, null);
  }

  /** Loads a library's classes with all of their methods woven. */
  private static final class WovenLibrary extends URLClassLoader {
    private int methods;

    WovenLibrary(URL jar) {
      super(new URL[] {jar}, VerifiedTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        String file = name.replace('.', '/') + ".class";
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null || findResource(file) == null) {
          return loaded != null ? loaded : super.loadClass(name, resolve);
        }
        try (InputStream in = findResource(file).openStream()) {
          byte[] original = in.readAllBytes();
          MeasuredClass.Woven woven = weave(original);
          byte[] bytes = woven.file() == null ? original : woven.file();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }

    /** Every call of every method, of the class's own and as if for classes below it. */
    private MeasuredClass.Woven weave(byte[] original) {
      ClassScan scan = ClassScan.of(new ClassReader(original));
      List<Measurement> own = new ArrayList<>();
      Map<Measurement, Set<String>> inherited = new HashMap<>();
      for (MethodScan method : scan.methods()) {
        if (method.hasBody() && !method.name().equals("<clinit>") && scan.version() >= 51) {
          own.add(measurement(scan, method, "returned"));
          own.add(measurement(scan, method, "always"));
          methods++;
          if (method.isInheritable()) {
            inherited.put(measurement(scan, method, "always"), Set.of(method.key()));
          }
        }
      }
      return MeasuredClass.weave(original, original, own, inherited);
    }

    private static Measurement measurement(ClassScan scan, MethodScan method, String when) {
      StringBuilder signature = new StringBuilder();
      Type[] types = Type.getArgumentTypes(method.descriptor());
      for (Type type : types) {
        signature.append(signature.length() == 0 ? "" : ",").append(type.getClassName());
      }
      RuleBuilder rule =
          Rule.builder(
                  "verified_seconds",
                  MetricType.HISTOGRAM,
                  new ClassFilter(scan.name().replace('/', '.'), null, null))
              .method(filter(method.name(), signature.toString()))
              .when(Outcome.parse(when));
      for (int i = 0; i < types.length; i++) {
        rule.label(label("arg" + i));
      }
      if (!method.isStatic()) {
        rule.label(label("this"));
      }
      if (!method.descriptor().endsWith(")V")) {
        rule.label(label("return"));
      }
      if (when.equals("always")) {
        rule.label(THROWN);
      }
      return new Measurement(
          "metrics:none",
          rule.build(),
          Agents.PROPERTIES,
          Labels.EMPTY,
          Agents.LIMIT,
          Agents.FAULTS);
    }

    private static MethodFilter filter(String name, String signature) {
      return MethodFilter.parse((name.equals("<init>") ? "new" : name) + "(" + signature + ")");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.assertj.core.api.Assertions",
        "net.bytebuddy.ByteBuddy",
        "org.junit.jupiter.engine.JupiterTestEngine",
        "io.prometheus.metrics.core.metrics.Counter",
      })
  void everyMethodOfALibrary(String ofLibrary) throws Exception {
    URL jar = Class.forName(ofLibrary).getProtectionDomain().getCodeSource().getLocation();
    List<String> refused = new ArrayList<>();
    try (WovenLibrary library = new WovenLibrary(jar);
        JarFile file = new JarFile(Path.of(jar.toURI()).toFile())) {
      file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.contains("-"))
          .filter(name -> !name.startsWith("META-INF"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .forEach(name -> verify(name, library, refused));
      assertThat(refused).isEmpty();
      assertThat(library.methods).isGreaterThan(300);
    }
  }

  private static void verify(String name, ClassLoader library, List<String> refused) {
    try {
      Class.forName(name, true, library);
    } catch (VerifyError | ClassFormatError wrong) {
      refused.add(name + ": " + wrong);
    } catch (ClassNotFoundException | LinkageError wantsALibraryThatIsNotHere) {
      // not verified, then
    }
  }
}
