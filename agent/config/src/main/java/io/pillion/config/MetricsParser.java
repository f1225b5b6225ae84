package io.pillion.config;

import java.util.function.Consumer;

/** Reads what stands below {@code metrics} in the file: what that means is not known here. */
public interface MetricsParser {
  /**
   * @param problems takes a line for each thing that is wrong
   * @return what {@link Settings#metrics} hands on; used only if nothing in the file is wrong
   */
  Object parse(YamlNode metrics, Consumer<String> problems);
}
