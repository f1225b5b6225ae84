package io.pillion.weave;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Links woven calls that are not a plug-in's. Called by any thread of the app's. */
public interface CallLinker {
  /** A call is to be linked here, by what {@link DispatchedCall} was given as its owner. */
  boolean isOwn(String whose);

  /**
   * @param advice what {@link DispatchedCall} was given as the name of what is called
   * @param type of erased types: a handle that catches exceptions is built on handles that the JDK
   *     shares, and each of those keeps the last type that it was used as. With the app's classes
   *     in that type, no class loader of an app would be collected
   * @return a handle of exactly this type that throws nothing; or null for a call that does nothing
   */
  MethodHandle link(String advice, MethodType type, String whose);

  /** The sites to which a call belongs that {@link #link} has linked. */
  LinkedSites sites(String whose);
}
