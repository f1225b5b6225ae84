package io.pillion.testapp;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicReference;

/** An agent beside Pillion, which sees what others have made of a class. */
public final class Spy {
  private static volatile Instrumentation instrumentation;

  private Spy() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  /** Of the class file that is in force now. */
  static String digest(Class<?> type) throws Exception {
    AtomicReference<byte[]> file = new AtomicReference<>();
    ClassFileTransformer recorder =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> redefined,
              ProtectionDomain domain,
              byte[] bytes) {
            if (redefined == type) {
              file.set(bytes.clone());
            }
            return null;
          }
        };
    instrumentation.addTransformer(recorder, true);
    try {
      instrumentation.retransformClasses(type);
    } finally {
      instrumentation.removeTransformer(recorder);
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.get());
    return new BigInteger(1, digest).toString(16);
  }
}
