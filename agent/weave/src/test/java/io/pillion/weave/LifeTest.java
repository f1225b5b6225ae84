package io.pillion.weave;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pillion.api.Faults;
import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Value;
import io.pillion.api.Value.Source;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Woven classes from their loading to their end. */
class LifeTest extends WeavingTest {
  private static final String STRING = "Ljava/lang/String;";

  private static TestPlugin plugin() {
    return TestPlugin.of(
        Hook.at(
            Place.ENTRY,
            App.SUBJECT,
            "echo",
            "(" + STRING + ")" + STRING,
            "called",
            Value.argument(0, STRING)),
        Hook.at(
            Place.EXIT,
            App.SUBJECT,
            "join",
            "(" + STRING + ")" + STRING,
            "left",
            Value.of(Source.RESULT, "Ljava/lang/Object;"),
            Value.argument(0, STRING)));
  }

  @Test
  void aClassThatIsLoadedIsWovenAndGetsItsOwnBytesBackInTheEnd() throws Exception {
    Object subject = new App().make(App.SUBJECT, "a");
    byte[] original = Agent.inForce(subject.getClass());
    try (Agent agent = new Agent(plugin())) {
      assertThat(Agent.inForce(subject.getClass())).isNotEqualTo(original);
      App.callOn(subject, "echo", "text");
      App.callOn(subject, "join", "b");
      assertThat(Calls.take())
          .containsExactly(List.of("called", "text"), List.of("left", "ba", "b"));
      assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
    }
    assertThat(Agent.inForce(subject.getClass())).isEqualTo(original);
    assertThat(App.callOn(subject, "echo", "text")).isEqualTo("text");
    assertThat(Calls.take()).isEmpty();
  }

  @Test
  void anAgentMayComeAgain() throws Exception {
    Object subject = new App().make(App.SUBJECT, "a");
    for (int i = 0; i < 3; i++) {
      try (Agent agent = new Agent(plugin())) {
        App.callOn(subject, "echo", "text");
        assertThat(Calls.take()).containsExactly(List.of("called", "text"));
        assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
      }
    }
  }

  @Test
  void anAppThatIsGoneIsCollectedWithItsPlugin() throws Exception {
    try (Agent agent = new Agent(plugin())) {
      WeakReference<ClassLoader> gone = used();
      assertThat(agent.described()).contains("is watched");
      await()
          .atMost(60, SECONDS)
          .until(
              () -> {
                System.gc();
                return gone.get() == null;
              });
      assertThat(agent.described()).isEmpty();
      assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
    }
  }

  private static WeakReference<ClassLoader> used() throws Exception {
    App app = new App();
    Object subject = app.make(App.SUBJECT, "a");
    App.callOn(subject, "echo", "text");
    App.callOn(subject, "join", "b");
    assertThat(Calls.take()).hasSize(2);
    return new WeakReference<>(app);
  }

  /** The classes are those of a newer compiler, under the number of an older one. */
  @ParameterizedTest
  @ValueSource(ints = {50, 51, 52})
  void aClassOfJava6OrLaterIsWoven(int version) throws Exception {
    Object subject;
    Faults faults;
    try (Agent agent = new Agent(plugin())) {
      subject = new App(version).make(App.SUBJECT, "a");
      App.callOn(subject, "echo", "text");
      App.callOn(subject, "join", "b");
      assertThat(Calls.take()).hasSize(2);
      faults = agent.faults;
    }
    assertThat(faults.counts().values()).allMatch(count -> count == 0);
    assertThat(Agent.inForce(subject.getClass())[7]).isEqualTo((byte) version);
    App.callOn(subject, "echo", "text");
    assertThat(Calls.take()).isEmpty();
  }

  @Test
  void aClassOfJava5IsLeftAloneWithTheReason() throws Exception {
    try (Agent agent = new Agent(plugin())) {
      Object subject = new App(49).make(App.SUBJECT, "a");
      assertThat(App.callOn(subject, "echo", "text")).isEqualTo("text");
      assertThat(Calls.take()).isEmpty();
      assertThat(agent.described()).contains("is not watched", "older than 7");
    }
  }
}
