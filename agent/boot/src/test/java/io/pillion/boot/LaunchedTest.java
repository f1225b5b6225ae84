package io.pillion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.base/sun.security.tools.keytool.Main -list",
        "sun.security.tools.keytool.Main -list",
        "jdk.compiler/com.sun.tools.javac.Main A.java",
        "com.sun.tools.javac.Main A.java",
        "jdk.jcmd/sun.tools.jcmd.JCmd",
        "org.codehaus.plexus.classworlds.launcher.Launcher verify",
        "org.gradle.launcher.daemon.bootstrap.GradleDaemon 8.10",
        "/tmp/surefire/surefirebooter-1.jar /tmp/surefire 2026",
        "gradle/wrapper/gradle-wrapper.jar build",
      })
  void aToolIsLeftAlone(String command) {
    assertThat(Launched.isTool("SUN_STANDARD", command)).isTrue();
  }

  @Test
  void aLauncherThatRunsNoClassIsATool() { // java -version
    assertThat(Launched.isTool("SUN_STANDARD", null)).isTrue();
  }

  @Test
  void aProgramThatEmbedsTheJvmIsNotATool() {
    assertThat(Launched.isTool(null, null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo-app.jar",
        "com.example.Main keytool",
        "com.example/com.example.Main",
        "/srv/jdk.apps/app.jar",
        "jdk.compiler/com.sun.tools.javac.launcher.Main App.java",
        "com.sun.tools.javac.launcher.Main App.java",
        "",
      })
  void anAppIsNotATool(String command) {
    assertThat(Launched.isTool("SUN_STANDARD", command)).isFalse();
  }
}
