package io.pillion.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Value;
import io.pillion.api.Value.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of hook calls its advice at its place, with the values that it names. */
class PlacesTest extends WeavingTest {
  private static final String STRING = "Ljava/lang/String;";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String ADD = "(IJD" + STRING + ")J";
  private static final String TO_STRING = "(" + STRING + ")" + STRING;

  private final App app = new App();
  private Agent agent;

  private void weave(Hook... hooks) throws Exception {
    agent = new Agent(TestPlugin.of(hooks));
  }

  private static Hook at(
      Place place, String method, String descriptor, String advice, Value... values) {
    return Hook.at(place, App.SUBJECT, method, descriptor, advice, values);
  }

  private static Value text() {
    return Value.argument(0, STRING);
  }

  private static Value[] argumentsOfAdd(Value... before) {
    List<Value> values = new ArrayList<>(Arrays.asList(before));
    values.add(Value.argument(0, "I"));
    values.add(Value.argument(1, "J"));
    values.add(Value.argument(2, "D"));
    values.add(Value.argument(3, STRING));
    return values.toArray(new Value[0]);
  }

  @AfterEach
  void nothingWasWrong() {
    agent.close();
    assertThat(agent.faults.counts().values()).allMatch(count -> count == 0);
  }

  @Test
  void entryHasTheArgumentsOfAStaticMethod() throws Exception {
    weave(at(Place.ENTRY, "add", ADD, "entered", argumentsOfAdd()));
    assertThat(app.call("add", 1, 2L, 3.5, "four")).isEqualTo(10L);
    assertThat(Calls.take()).containsExactly(List.of("entered", 1, 2L, 3.5, "four"));
  }

  @Test
  void entryOfAConstructorComesBeforeThereIsAnObject() throws Exception {
    weave(at(Place.ENTRY, "<init>", "(" + STRING + ")V", "called", text()));
    assertThat(App.callOn(app.make(App.SUBJECT, "a"), "prefix")).isEqualTo("a");
    assertThat(App.callOn(app.make(App.SUBJECT, 7), "prefix")).isEqualTo("positive");
    assertThat(Calls.take()).containsExactly(List.of("called", "a"), List.of("called", "positive"));
  }

  @Test
  void entryOfAMethodThatBeginsWithALoopIsPassedOnce() throws Exception {
    weave(at(Place.ENTRY, "shorten", TO_STRING, "called", text()));
    assertThat(app.call("shorten", "12345")).isEqualTo("45");
    assertThat(Calls.take()).containsExactly(List.of("called", "12345"));
  }

  @Test
  void anArgumentIsReplacedByWhatTheAdviceReturns() throws Exception {
    weave(
        at(Place.ARGUMENT, "shorten", TO_STRING, "replaced", text()),
        at(Place.ARGUMENT, "echo", TO_STRING, "replaced", text()));
    assertThat(app.call("shorten", "12345")).isEqualTo("5!");
    assertThat(App.callOn(app.make(App.SUBJECT, "a"), "echo", "text")).isEqualTo("text!");
    assertThat(Calls.take())
        .containsExactly(List.of("replaced", "12345"), List.of("replaced", "text"));
  }

  @Test
  void anAnswerIsReturnedInTheMethodsPlaceUnlessItIsNull() throws Exception {
    weave(at(Place.ANSWER, "get", "(" + STRING + ")" + OBJECT, "answered", text()));
    Object subject = app.make(App.SUBJECT, "a");
    assertThat(App.callOn(subject, "get", "known")).isEqualTo("an answer");
    assertThat(App.callOn(subject, "get", "unknown")).isEqualTo("none of unknown");
  }

  @Test
  void anAnswerMayComeInTheWayOfALoop() throws Exception {
    weave(at(Place.ANSWER, "shortened", "(" + STRING + ")" + OBJECT, "answered", text()));
    assertThat(app.call("shortened", "known")).isEqualTo("an answer");
    assertThat(app.call("shortened", "12345")).isEqualTo("45");
    assertThat(Calls.take()).hasSize(2);
  }

  @Test
  void beforeACallThereIsTheObjectThatItIsMadeOnAndAFieldOfTheCaller() throws Exception {
    weave(
        Hook.beforeCall(
            App.SUBJECT,
            "join",
            TO_STRING,
            "reverse",
            "Ljava/lang/StringBuilder;",
            "before",
            Value.field("prefix", STRING),
            text()));
    assertThat(App.callOn(app.make(App.SUBJECT, "a"), "join", "bc")).isEqualTo("cba");
    assertThat(Calls.take()).containsExactly(List.of("before", "abc", "a", "bc"));
  }

  @Test
  void exitHasTheResultAndTheArgumentsAsTheyWereAtEachReturn() throws Exception {
    weave(at(Place.EXIT, "add", ADD, "returned", argumentsAndTime(Value.of(Source.RESULT, "J"))));
    assertThat(app.call("add", 1, 2L, 3.5, "four")).isEqualTo(10L);
    assertThat(app.call("add", -1, 2L, 3.5, "four")).isEqualTo(-1L);
    List<List<Object>> calls = Calls.take();
    assertThat(calls.get(0)).startsWith("returned", 10L, 1, 2L, 3.5, "four");
    assertThat(calls.get(1)).startsWith("returned", -1L, -1, 2L, 3.5, "four");
    assertThat(calls).hasSize(2).allMatch(call -> (long) call.get(6) >= 0);
  }

  private static Value[] argumentsAndTime(Value before) {
    List<Value> values = new ArrayList<>(Arrays.asList(argumentsOfAdd(before)));
    values.add(Value.of(Source.ENTRY_NANOS, "J"));
    return values.toArray(new Value[0]);
  }

  @Test
  void exitOfAConstructorHasTheObject() throws Exception {
    weave(at(Place.EXIT, "<init>", "(" + STRING + ")V", "left", Value.self(OBJECT), text()));
    Object made = app.make(App.SUBJECT, "a");
    assertThat(Calls.take()).containsExactly(List.of("left", made, "a"));
  }

  @Test
  void exitOfAConstructorThatMakesOtherObjectsFirst() throws Exception {
    weave(at(Place.EXIT, "<init>", "(I)V", "met", Value.self(OBJECT)));
    Object positive = app.make(App.SUBJECT, 7);
    Object negative = app.make(App.SUBJECT, -7);
    assertThat(App.callOn(negative, "prefix")).isEqualTo("not");
    assertThat(Calls.take()).containsExactly(List.of("met", positive), List.of("met", negative));
  }

  @Test
  void whatIsThrownGoesOnAndIsTheSame() throws Exception {
    weave(
        at(
            Place.THROW,
            "divide",
            "(I)I",
            "threw",
            Value.of(Source.THROWN, "Ljava/lang/Throwable;"),
            Value.argument(0, "I")));
    Object subject = app.make(App.SUBJECT, "a");
    assertThat(App.callOn(subject, "divide", 1)).isEqualTo(1);
    assertThat(App.callOn(subject, "divide", 10)).isEqualTo(10);
    assertThat(Calls.take()).isEmpty();
    assertThatThrownBy(() -> App.callOn(subject, "divide", 0))
        .hasMessage("divided by zero")
        .satisfies(thrown -> assertThat(Calls.take()).containsExactly(List.of("threw", thrown, 0)));
  }

  /** A type that the advice cannot see is handed to it as a wider one. */
  @Test
  void aFieldIsAtHandWhereAMethodEndsHoweverItEnds() throws Exception {
    Value field = Value.field("prefix", STRING).as(OBJECT);
    weave(
        at(Place.EXIT, "divide", "(I)I", "met", field),
        at(
            Place.THROW,
            "divide",
            "(I)I",
            "failed",
            Value.of(Source.THROWN, "Ljava/lang/Throwable;"),
            field));
    Object subject = app.make(App.SUBJECT, "a");
    App.callOn(subject, "divide", 10);
    assertThat(Calls.take()).containsExactly(List.of("met", "a"));
    assertThatThrownBy(() -> App.callOn(subject, "divide", 0))
        .satisfies(
            thrown -> assertThat(Calls.take()).containsExactly(List.of("failed", thrown, "a")));
  }

  @Test
  void whatTheMethodCatchesItselfDoesNotLeaveIt() throws Exception {
    weave(
        at(
            Place.THROW,
            "patient",
            "(I)I",
            "threw",
            Value.of(Source.THROWN, "Ljava/lang/Throwable;"),
            Value.argument(0, "I")));
    assertThat(App.callOn(app.make(App.SUBJECT, "a"), "patient", 0)).isEqualTo(-1);
    assertThat(Calls.take()).isEmpty();
  }

  @Test
  void exitIsNotPassedByAnException() throws Exception {
    weave(at(Place.EXIT, "divide", "(I)I", "met", Value.self(OBJECT)));
    Object subject = app.make(App.SUBJECT, "a");
    assertThatThrownBy(() -> App.callOn(subject, "divide", 0)).hasMessage("divided by zero");
    assertThat(Calls.take()).isEmpty();
    assertThat(App.callOn(subject, "divide", 1)).isEqualTo(1);
    assertThat(App.callOn(subject, "divide", 10)).isEqualTo(10);
    assertThat(Calls.take()).containsExactly(List.of("met", subject), List.of("met", subject));
  }

  @Test
  void allOfThemInOneMethod() throws Exception {
    weave(
        at(Place.ENTRY, "shortened", "(" + STRING + ")" + OBJECT, "called", text()),
        at(Place.ARGUMENT, "shortened", "(" + STRING + ")" + OBJECT, "replaced", text()),
        at(Place.ANSWER, "shortened", "(" + STRING + ")" + OBJECT, "answered", text()),
        Hook.beforeCall(
            App.SUBJECT, "shortened", "(" + STRING + ")" + OBJECT, "length", STRING, "called"),
        at(
            Place.EXIT,
            "shortened",
            "(" + STRING + ")" + OBJECT,
            "left",
            Value.of(Source.RESULT, OBJECT),
            text()),
        at(
            Place.THROW,
            "shortened",
            "(" + STRING + ")" + OBJECT,
            "met",
            Value.of(Source.THROWN, OBJECT)));
    assertThat(app.call("shortened", "123")).isEqualTo("3!");
    assertThat(Calls.take())
        .containsExactly(
            List.of("called", "123"),
            List.of("replaced", "123"),
            List.of("answered", "123!"),
            List.of("called", "123!"),
            List.of("called", "23!"),
            List.of("called", "3!"),
            List.of("left", "3!", "123"));
  }
}
