package io.pillion.rules.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.rules.Yaml;
import io.pillion.rules.select.ActiveRule;
import io.pillion.rules.select.ClassPlan;
import io.pillion.rules.select.ClassScan;
import io.pillion.rules.select.MethodScan;
import io.pillion.rules.select.RuleCall;
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
          byte[] bytes = RuleHooks.weave(original, plan(name, original));
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }

    /** Every call of every method, of the class's own and as if for classes below it. */
    private List<RuleCall> plan(String name, byte[] original) {
      ClassScan scan = ClassScan.of(new ClassReader(original));
      List<MethodScan> measured =
          scan.methods().stream()
              .filter(method -> original[7] >= 51 && method.hasBody())
              .filter(method -> !method.name().equals("<clinit>"))
              .toList();
      methods += measured.size();
      List<ActiveRule> own = new ArrayList<>();
      own.addAll(rules(measured, name, "returned"));
      own.addAll(rules(measured, name, "always"));
      List<MethodScan> inheritable =
          measured.stream()
              .filter(method -> !method.isStatic() && !method.isConstructor())
              .toList();
      List<ActiveRule> ofHeirs = rules(inheritable, name, "always");
      Map<ActiveRule, Set<String>> inherited = new HashMap<>();
      for (int i = 0; i < inheritable.size(); i++) {
        inherited.put(ofHeirs.get(i), Set.of(inheritable.get(i).key()));
      }
      return ClassPlan.of(original, original, own, inherited);
    }

    private static List<ActiveRule> rules(List<MethodScan> methods, String name, String when) {
      String[] declared = new String[methods.size()];
      for (int i = 0; i < declared.length; i++) {
        declared[i] = "name: verified_" + i + ", " + rule(methods.get(i), name, when);
      }
      return Yaml.rules(declared).stream()
          .map(rule -> new ActiveRule("metrics:none", rule))
          .toList();
    }

    private static String rule(MethodScan method, String name, String when) {
      List<String> labels = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (Type type : Type.getArgumentTypes(method.descriptor())) {
        labels.add("arg" + types.size());
        types.add(type.getClassName());
      }
      if (!method.isStatic()) {
        labels.add("this");
      }
      if (!method.descriptor().endsWith(")V")) {
        labels.add("return");
      }
      if (when.equals("always")) {
        labels.add("thrown");
      }
      labels.replaceAll(source -> source + ": " + source);
      return String.format(
          "type: histogram, class: %s, method: \"%s(%s)\", when: %s, labels: {%s}",
          name,
          method.name().equals("<init>") ? "new" : method.name(),
          String.join(",", types),
          when,
          String.join(", ", labels));
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
