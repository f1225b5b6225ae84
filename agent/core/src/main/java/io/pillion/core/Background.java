package io.pillion.core;

import io.pillion.core.api.Log;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread for what the app's threads need not wait for, one task after the other. It ends
 * when there is nothing to do.
 */
final class Background implements Executor {
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1, 1, 100, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), Background::thread);

  Background() {
    executor.allowCoreThreadTimeOut(true);
  }

  /** A daemon thread of the agent's, not started. */
  static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "pillion");
    thread.setDaemon(true);
    // Not the loader of whatever thread of the app's gave the first task: it must stay collectable.
    thread.setContextClassLoader(Background.class.getClassLoader());
    // Not the app's handler of uncaught exceptions, nor a stack trace on its stderr.
    thread.setUncaughtExceptionHandler((where, fault) -> Log.line("a task failed: " + fault));
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }
}
