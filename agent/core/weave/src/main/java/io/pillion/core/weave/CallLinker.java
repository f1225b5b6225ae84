package io.pillion.core.weave;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Links woven calls that are not a plug-in's. Called by any thread of the app's. */
public interface CallLinker {
  /** A call is to be linked here, by what {@link DispatchedCall} was given as its owner. */
  boolean isOwn(String whose);

  /**
   * @param advice what {@link DispatchedCall} was given as the name of what is called
   * @return of exactly this type, or null for a call of nothing
   */
  MethodHandle link(String advice, MethodType type, String whose)
      throws ReflectiveOperationException;

  /** The place under which the faults of such a call are counted. */
  String where(String whose);
}
