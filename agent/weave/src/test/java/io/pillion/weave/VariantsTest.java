package io.pillion.weave;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which shape of a library a class loader has, and what that does to its hooks. */
class VariantsTest extends WeavingTest {
  private static final String SECOND_FILE = "io/pillion/weave/subject/Second.class";

  private static Variant variant(String advice, String calls) {
    return Variant.of(
        advice,
        Hook.at(
            Place.ENTRY,
            App.SUBJECT,
            "echo",
            "(Ljava/lang/String;)Ljava/lang/String;",
            calls,
            Value.argument(0, "Ljava/lang/String;")));
  }

  @Test
  void theFirstThatFitsIsTaken() throws Exception {
    TestPlugin plugin =
        new TestPlugin(
            "test",
            variant("no.such.Advice", "called").requiring("no/such/Library.class"),
            variant(TestPlugin.OTHER_ADVICE, "called").requiring(SECOND_FILE),
            variant(TestPlugin.ADVICE, "called"));
    try (Agent agent = new Agent(plugin)) {
      App.callOn(new App().make(App.SUBJECT, "a"), "echo", "text");
      assertThat(Calls.take()).containsExactly(List.of("other", "text"));
      App.callOn(new App().without(App.SECOND).make(App.SUBJECT, "a"), "echo", "text");
      assertThat(Calls.take()).containsExactly(List.of("called", "text"));
      assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
    }
  }

  @Test
  void whereNoneFitsTheClassIsAnotherProductsAndNobodyIsTold() throws Exception {
    TestPlugin plugin =
        new TestPlugin("test", variant(TestPlugin.ADVICE, "called").without(SECOND_FILE));
    try (Agent agent = new Agent(plugin)) {
      Object subject = new App().make(App.SUBJECT, "a");
      assertThat(App.callOn(subject, "echo", "text")).isEqualTo("text");
      assertThat(Calls.take()).isEmpty();
      assertThat(new String(Agent.inForce(subject.getClass()), UTF_8)).doesNotContain("Dispatcher");
      assertThat(agent.watched.servers()).isEmpty();
      assertThat(agent.watched.hasSeenServer()).isFalse();
      assertThat(agent.described()).isEmpty();
      assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
    }
  }

  @Test
  void adviceIsWrittenOnceForALibraryWhosePackagesHaveTwoNames() throws Exception {
    Variant javax =
        Variant.of(
            "io.pillion.weave.advice.ServletAdvice",
            Hook.at(
                Place.ENTRY,
                "io.pillion.weave.javax.Handler",
                "handle",
                "(Lio/pillion/weave/javax/Message;)V",
                "handled",
                Value.argument(0, "Lio/pillion/weave/javax/Message;")));
    Variant jakarta = javax.renamed("io.pillion.weave.javax.", "io.pillion.weave.jakarta.");
    TestPlugin plugin =
        new TestPlugin(
            "test",
            javax.requiring("io/pillion/weave/javax/Message.class"),
            jakarta.requiring("io/pillion/weave/jakarta/Message.class"));
    try (Agent agent = new Agent(plugin)) {
      for (String[] names : new String[][] {{"javax", "jakarta"}, {"jakarta", "javax"}}) {
        App app = new App().without("io.pillion.weave." + names[1] + ".Message");
        Object message = app.make("io.pillion.weave." + names[0] + ".Message");
        App.callOn(app.make("io.pillion.weave." + names[0] + ".Handler"), "handle", message);
        String own = "io.pillion.weave." + names[0];
        assertThat(Calls.take())
            .containsExactly(List.of("attribute " + own + ".route", own + ".Message"));
      }
      assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
    }
  }
}
