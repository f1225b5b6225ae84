package io.pillion.run;

import io.pillion.api.Log;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The agent's own threads, all of them daemons. */
final class Background implements Executor {
  /** How long the agent waits for its threads to end: for the sake of a task that hangs. */
  private static final long PATIENCE_SECONDS = 10;

  /** One task after the other; the thread ends when there is nothing to do. */
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          100,
          TimeUnit.MILLISECONDS,
          new LinkedBlockingQueue<>(),
          Background::thread,
          new ThreadPoolExecutor.DiscardPolicy()); // after the end

  private final List<Thread> threads = new ArrayList<>();

  Background() {
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Privileged, for a thread keeps the permissions of whatever made it: perhaps a thread of the
   * app's to which a security manager allows little.
   */
  private static Thread thread(Runnable task) {
    return AccessController.doPrivileged(
        new PrivilegedAction<Thread>() { // a lambda would cost the app's start more
          @Override
          public Thread run() {
            return daemon(task);
          }
        });
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pillion");
    thread.setDaemon(true);
    // Not the loader of whatever thread of the app's gave the first task: it must stay collectable.
    thread.setContextClassLoader(Background.class.getClassLoader());
    // Not the app's handler of uncaught exceptions, nor a stack trace on its stderr.
    thread.setUncaughtExceptionHandler((where, fault) -> Log.line("a task failed: " + fault));
    return thread;
  }

  /** Runs what the app's threads need not wait for, one task after the other. */
  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** Runs what takes long, on a thread of its own. It is to end when it is interrupted. */
  synchronized Thread start(Runnable task) {
    threads.removeIf(thread -> !thread.isAlive());
    Thread thread = thread(task);
    threads.add(thread);
    thread.start();
    return thread;
  }

  /** Ends all threads: what is short runs to its end, what takes long is interrupted. */
  void end() throws InterruptedException {
    executor.shutdown();
    executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    List<Thread> running;
    synchronized (this) {
      running = new ArrayList<>(threads);
    }
    running.forEach(Thread::interrupt);
    for (Thread thread : running) {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
  }
}
