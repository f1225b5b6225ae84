package io.pillion.weave;

import io.pillion.api.Renaming;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** A plug-in's class for a library some of whose packages have another name. */
final class RenamedClass extends Remapper {
  private final Renaming names;

  private RenamedClass(Renaming names) {
    super(WovenClass.API);
    this.names = names;
  }

  static byte[] of(byte[] file, Renaming names) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(file).accept(new ClassRemapper(writer, new RenamedClass(names)), 0);
    return writer.toByteArray();
  }

  @Override
  public String map(String internalName) {
    return names.ofInternal(internalName);
  }

  /** Also text that begins so: names of attributes do. */
  @Override
  public Object mapValue(Object value) {
    return value instanceof String ? names.of((String) value) : super.mapValue(value);
  }
}
