package io.pillion.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fault in advice is counted where it was, and reaches no one. */
class FaultyAdviceTest extends WeavingTest {
  private static final String STRING = "Ljava/lang/String;";

  private final App app = new App();
  private Agent agent;

  private static Hook at(Place place, String method, String descriptor, String advice) {
    return Hook.at(place, App.SUBJECT, method, descriptor, advice, Value.argument(0, STRING));
  }

  @BeforeEach
  void begin() throws Exception {
    agent =
        new Agent(
            TestPlugin.of(
                at(Place.ENTRY, "echo", "(" + STRING + ")" + STRING, "failing"),
                at(Place.ARGUMENT, "shorten", "(" + STRING + ")" + STRING, "replaced"),
                at(Place.ANSWER, "shortened", "(" + STRING + ")Ljava/lang/Object;", "answered")));
  }

  @AfterEach
  void end() {
    agent.close();
  }

  private Object echo(String text) throws Exception {
    return App.callOn(app.make(App.SUBJECT, "a"), "echo", text);
  }

  private boolean isWatched() {
    return agent.watched.servers().get("test").get("1.0");
  }

  @Test
  void atEntryTheMethodGoesOn() throws Exception {
    assertThat(echo("fail")).isEqualTo("fail");
    assertThat(agent.faults.counts()).containsEntry("test.failing", 1L);
    assertThat(isWatched()).isTrue();
  }

  @Test
  void anArgumentIsLeftAsItWas() throws Exception {
    assertThat(app.call("shorten", "fail")).isEqualTo("il");
    assertThat(app.call("shorten", "x")).isEqualTo("x!");
    assertThat(agent.faults.counts()).containsEntry("test.replaced", 1L);
  }

  @Test
  void ofAnAnswerThereIsNone() throws Exception {
    assertThat(app.call("shortened", "fail")).isEqualTo("il");
    assertThat(app.call("shortened", "known")).isEqualTo("an answer");
    assertThat(agent.faults.counts()).containsEntry("test.answered", 1L);
  }

  @Test
  void aHundredInARowTakeThePluginOut() throws Exception {
    for (int i = 0; i < 99; i++) {
      echo("fail");
    }
    assertThat(isWatched()).isTrue();
    echo("fail");
    assertThat(isWatched()).isFalse();
    assertThat(agent.described()).contains("100 faults in a row in test.failing");
    echo("fail");
    assertThat(agent.faults.counts()).containsEntry("test.failing", 100L);
    assertThat(app.call("shorten", "x")).as("by another hook").isEqualTo("x");
  }

  @Test
  void aHundredThatAreNotInARowDoNot() throws Exception {
    for (int i = 0; i < 150; i++) {
      echo(i % 50 == 0 ? "fine" : "fail");
    }
    assertThat(agent.faults.counts()).containsEntry("test.failing", 147L);
    assertThat(isWatched()).isTrue();
  }

  @Test
  void oneForWantOfAMemberTakesItOutAtOnce() throws Exception {
    assertThat(echo("unlinked")).isEqualTo("unlinked");
    assertThat(isWatched()).isFalse();
    assertThat(agent.described()).contains("test.failing: java.lang.NoSuchMethodError: unlinked");
  }
}
