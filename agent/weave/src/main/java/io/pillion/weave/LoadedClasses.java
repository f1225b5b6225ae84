package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Plugin;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Has the weaver see hooked classes that the JVM has loaded before, and once more at the end. */
final class LoadedClasses {
  private final Instrumentation instrumentation;
  private final PluginIndex plugins;
  private final Installations installations;
  private final StartGate gate;
  private final Faults faults;

  LoadedClasses(
      Instrumentation instrumentation,
      PluginIndex plugins,
      Installations installations,
      StartGate gate,
      Faults faults) {
    this.instrumentation = instrumentation;
    this.plugins = plugins;
    this.installations = installations;
    this.gate = gate;
    this.faults = faults;
  }

  /**
   * Weaves the hooked classes that are not woven yet.
   *
   * @param loads takes the internal name of every class
   * @param started takes the plug-ins whose servers have begun to start, and their class loaders
   */
  void weave(Consumer<String> loads, BiConsumer<Plugin, ClassLoader> started) {
    List<Class<?>> unwoven = new ArrayList<>();
    List<Class<?>> starts = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      String name = PluginIndex.internal(type.getName());
      loads.accept(name);
      if (isUnwoven(type, name)) {
        unwoven.add(type);
      }
      if (!plugins.startingWith(name).isEmpty()) {
        starts.add(type);
      }
    }
    retransform(unwoven);
    for (Class<?> type : starts) {
      plugins
          .startingWith(PluginIndex.internal(type.getName()))
          .forEach(plugin -> started.accept(plugin, type.getClassLoader()));
    }
  }

  private boolean isUnwoven(Class<?> type, String name) {
    for (Plugin plugin : plugins.hooking(name)) {
      if (installations.of(plugin, type.getClassLoader()).lacks(type.getName())) {
        return true;
      }
    }
    return false;
  }

  /** Gives classes their own bytes back, of which the weaver changes none any more. */
  void restore() {
    List<Class<?>> woven = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!hooking(type).isEmpty()) {
        woven.add(type);
      }
    }
    retransform(woven);
  }

  private Set<Plugin> hooking(Class<?> type) {
    return plugins.hooking(PluginIndex.internal(type.getName()));
  }

  private void retransform(List<Class<?>> types) {
    Retransformation.of(types, instrumentation, this::refused);
  }

  private void refused(Class<?> type, Throwable why) {
    if (!gate.isOpen()) {
      faults.swallow("weave", why);
      return;
    }
    for (Plugin plugin : hooking(type)) {
      installations.of(plugin, type.getClassLoader()).failed("weave", why);
    }
  }
}
