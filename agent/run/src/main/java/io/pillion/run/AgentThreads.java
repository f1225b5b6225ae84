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
final class AgentThreads implements Executor {
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
          AgentThreads::thread,
          new ThreadPoolExecutor.DiscardPolicy()); // after the end

  private final List<Thread> threads = new ArrayList<>();

  AgentThreads() {
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Privileged, because a thread keeps the permissions of the code that made it: perhaps code of
   * the app's to which a security manager allows little.
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
    thread.setContextClassLoader(AgentThreads.class.getClassLoader());
    // Not the app's handler of uncaught exceptions, nor a stack trace on its stderr.
    thread.setUncaughtExceptionHandler((where, fault) -> Log.line("a task failed: " + fault));
    return thread;
  }

  /** Runs a short task for which the app's threads need not wait, after those before it. */
  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** Runs a task that takes long, on a thread of its own. An interrupt must end the task. */
  synchronized Thread start(Runnable task) {
    threads.removeIf(thread -> !thread.isAlive());
    Thread thread = thread(task);
    threads.add(thread);
    thread.start();
    return thread;
  }

  /** Ends all threads: short tasks run to their end, long ones are interrupted. */
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
