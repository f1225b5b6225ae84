package io.pillion.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A library that has not all the places of a plug-in's hooks. */
class MissingHooksTest extends WeavingTest {
  private static final String ECHO = "(Ljava/lang/String;)Ljava/lang/String;";

  private static Hook entry(String className, String method) {
    return Hook.at(
        Place.ENTRY, className, method, ECHO, "called", Value.argument(0, "Ljava/lang/String;"));
  }

  @Test
  void withoutAnOptionalOneItIsWatched() throws Exception {
    TestPlugin plugin =
        TestPlugin.of(entry(App.SUBJECT, "echo"), entry(App.SUBJECT, "laterMethod").optional());
    try (Agent agent = new Agent(plugin)) {
      App.callOn(new App().make(App.SUBJECT, "a"), "echo", "text");
      assertThat(Calls.take()).containsExactly(List.of("called", "text"));
      assertThat(agent.watched.servers().get("test")).containsEntry("1.0", true);
      assertThat(agent.described()).contains("is watched");
      assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
    }
  }

  @Test
  void withoutAMandatoryOneItIsSeenAndNotWatched() throws Exception {
    try (Agent agent = new Agent(TestPlugin.of(entry(App.SUBJECT, "formerMethod")))) {
      assertThat(App.callOn(new App().make(App.SUBJECT, "a"), "echo", "text")).isEqualTo("text");
      assertThat(agent.watched.hasSeenServer()).isTrue();
      assertThat(agent.watched.servers().get("test")).containsEntry("1.0", false);
      assertThat(agent.described())
          .contains("is not watched", "there is no " + App.SUBJECT + ".formerMethod" + ECHO);
      assertThat(agent.faults.counts()).containsEntry("weave", 1L);
    }
  }

  @Test
  void halfOfTheHooksDoNothingOnceTheOtherHalfIsMissing() throws Exception {
    TestPlugin plugin =
        TestPlugin.of(
            entry(App.SUBJECT, "echo"),
            Hook.at(
                Place.ARGUMENT,
                App.SUBJECT,
                "shorten",
                ECHO,
                "replaced",
                Value.argument(0, "Ljava/lang/String;")),
            entry(App.SECOND, "formerMethod"));
    try (Agent agent = new Agent(plugin)) {
      App app = new App();
      Object subject = app.make(App.SUBJECT, "a");
      App.callOn(subject, "echo", "before");
      assertThat(app.call("shorten", "1")).isEqualTo("1!");
      assertThat(Calls.take())
          .containsExactly(List.of("called", "before"), List.of("replaced", "1"));
      Object second = app.make(App.SECOND);
      assertThat(App.callOn(second, "echo", "text")).isEqualTo("text");
      assertThat(App.callOn(subject, "echo", "after")).isEqualTo("after");
      assertThat(app.call("shorten", "1")).isEqualTo("1");
      assertThat(Calls.take()).isEmpty();
      assertThat(agent.watched.servers().get("test")).containsEntry("1.0", false);
    }
  }

  @Test
  void aHookThatCannotBeWovenCostsThePluginAndNotTheClass() throws Exception {
    Hook wrong =
        Hook.at(
            Place.EXIT,
            App.SUBJECT,
            "echo",
            ECHO,
            "left",
            Value.argument(0, "Ljava/lang/Object;"),
            Value.of(Value.Source.RESULT, "Ljava/lang/String;"));
    try (Agent agent = new Agent(TestPlugin.of(wrong))) {
      assertThat(App.callOn(new App().make(App.SUBJECT, "a"), "echo", "text")).isEqualTo("text");
      assertThat(agent.described()).contains("RESULT is not the first value");
    }
  }

  @Test
  void anotherAppsLibraryIsNotConcerned() throws Exception {
    TestPlugin plugin =
        TestPlugin.of(entry(App.SUBJECT, "echo"), entry(App.SECOND, "formerMethod"));
    try (Agent agent = new Agent(plugin)) {
      new App().make(App.SECOND);
      App.callOn(new App().make(App.SUBJECT, "a"), "echo", "text");
      assertThat(Calls.take()).containsExactly(List.of("called", "text"));
      assertThat(agent.described()).contains("is watched", "is not watched");
    }
  }
}
