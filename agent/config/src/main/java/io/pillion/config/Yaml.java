package io.pillion.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** From text to nodes that know where they stand, by the YAML library. */
final class Yaml {
  /** Far more than any configuration has, far less than what overflows the library's stack. */
  private static final int DEEPEST = 50;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).build();

  private Yaml() {}

  /**
   * The root of a text's only document; empty if nothing is in it.
   *
   * @throws IllegalArgumentException beginning with the place of what is not YAML
   */
  static Optional<Node> compose(String text) {
    try {
      checkDepth(text);
      return new Compose(SETTINGS).composeString(text);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark =
          e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
      String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
      boolean braces = e.getProblem().contains("but got {");
      String hint = braces ? "; between brackets, a path with braces needs quotes" : "";
      throw new IllegalArgumentException(
          place(mark) + "not valid YAML: " + oneLine(e.getProblem() + context) + hint, e);
    } catch (ReaderException e) {
      throw new IllegalArgumentException(
          placeOf(e.getCodePoint(), text)
              + String.format("the character U+%04X is not allowed in YAML", e.getCodePoint()),
          e);
    } catch (YamlEngineException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException("line 1: not valid YAML: " + oneLine(e.toString()), e);
    }
  }

  /** By events, which the library makes without recursion. */
  private static void checkDepth(String text) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      Event.ID id = event.getEventId();
      if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) {
        depth++;
      } else if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) {
        depth--;
      }
      if (depth > DEEPEST) {
        throw new IllegalArgumentException(
            place(event.getStartMark()) + "nested deeper than " + DEEPEST + " levels");
      }
    }
  }

  static String place(Optional<Mark> mark) {
    return mark.map(at -> "line " + (at.getLine() + 1) + " column " + (at.getColumn() + 1) + ": ")
        .orElse("line 1: ");
  }

  private static String placeOf(int codePoint, String text) {
    String before = text.substring(0, Math.max(0, text.indexOf(codePoint)));
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    return "line " + line + " column " + (before.length() - before.lastIndexOf('\n')) + ": ";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", ", ");
  }
}
