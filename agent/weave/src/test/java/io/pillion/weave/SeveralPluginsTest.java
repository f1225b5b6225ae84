package io.pillion.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Plug-ins that want the same class, of which one may be bad: that one costs itself. */
class SeveralPluginsTest extends WeavingTest {
  private static final String ECHO = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final Value TEXT = Value.argument(0, "Ljava/lang/String;");

  private static Hook echo(String method) {
    return Hook.at(Place.ENTRY, App.SUBJECT, method, ECHO, "called", TEXT);
  }

  private static Plugin good() {
    return new TestPlugin("good", Variant.of(TestPlugin.OTHER_ADVICE, echo("echo")));
  }

  /** Has the class used, and expects the good plug-in alone to be told. */
  private static void assertGoodOneWorks(Agent agent) throws Exception {
    Object subject = new App().make(App.SUBJECT, "a");
    assertThat(App.callOn(subject, "echo", "text")).isEqualTo("text");
    assertThat(Calls.take()).containsExactly(List.of("other", "text"));
    assertThat(agent.watched.servers().get("good")).containsEntry("1.0", true);
  }

  @Test
  void areBothCalled() throws Exception {
    try (Agent agent = new Agent(TestPlugin.of(echo("echo")), good())) {
      assertThat(App.callOn(new App().make(App.SUBJECT, "a"), "echo", "text")).isEqualTo("text");
      assertThat(Calls.take())
          .containsExactlyInAnyOrder(List.of("called", "text"), List.of("other", "text"));
      assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
    }
  }

  @Test
  void ofWhichOneLacksAHook() throws Exception {
    try (Agent agent = new Agent(TestPlugin.of(echo("echo"), echo("noSuchMethod")), good())) {
      assertGoodOneWorks(agent);
      assertThat(agent.watched.servers().get("test")).containsEntry("1.0", false);
    }
  }

  @Test
  void ofWhichOneHasNoAdvice() throws Exception {
    TestPlugin bad = new TestPlugin("test", Variant.of("no.such.Advice", echo("echo")));
    try (Agent agent = new Agent(bad, good())) {
      assertGoodOneWorks(agent);
      assertThat(agent.described()).contains("left alone   java.lang.ClassNotFoundException");
      assertThat(agent.faults.counts()).containsEntry("link", 1L);
    }
  }

  @Test
  void ofWhichOneHasNoSuchMethodInItsAdvice() throws Exception {
    Hook wrong = Hook.at(Place.ENTRY, App.SUBJECT, "echo", ECHO, "noSuchAdvice", TEXT);
    try (Agent agent = new Agent(TestPlugin.of(wrong), good())) {
      assertGoodOneWorks(agent);
      assertThat(agent.watched.servers().get("test")).containsEntry("1.0", false);
      assertThat(agent.faults.counts()).containsEntry("link", 1L);
    }
  }

  @Test
  void ofWhichOneDoesNotFindWhatItCannotDoWithout() throws Exception {
    TestPlugin unfit =
        new TestPlugin("test", Variant.of("io.pillion.weave.advice.UnfitAdvice", echo("echo")));
    try (Agent agent = new Agent(unfit, good())) {
      assertGoodOneWorks(agent);
      assertThat(agent.described()).contains("test in a class loader", "there is no such field");
      assertThat(agent.faults.counts()).containsEntry("link", 1L);
    }
  }

  @Test
  void ofWhichOneFailsWhenItIsAskedForItsVariantsOnceMore() throws Exception {
    AtomicBoolean fails = new AtomicBoolean();
    Plugin moody =
        new TestPlugin("moody", Variant.of(TestPlugin.ADVICE, echo("echo"))) {
          @Override
          public List<Variant> variants() {
            if (fails.get()) {
              throw new IllegalStateException("not any more");
            }
            return super.variants();
          }

          @Override
          public String version(ClassLoader loader) {
            throw new IllegalStateException("no version");
          }
        };
    try (Agent agent = new Agent(moody, good())) {
      fails.set(true);
      assertGoodOneWorks(agent);
      assertThat(agent.watched.servers().get("moody")).containsEntry("unknown", false);
      assertThat(agent.described()).contains("not any more");
    }
  }
}
