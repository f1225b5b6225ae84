package io.pillion.testapp;

import java.io.File;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * {@code Redeploying CLASS_PATH}: starts a server in a class loader. A line on its standard input
 * stops the server; then prints {@code collected}, once the class loader is.
 */
public final class Redeploying {
  private Redeploying() {}

  public static void main(String[] args) throws Exception {
    Scanner input = new Scanner(System.in, "UTF-8");
    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    Reference<?> loader = deployOnce(urls(args[0]), input, collected);
    while (collected.remove(20) != loader) {
      System.gc();
    }
    System.out.println("collected the first");
    while (input.hasNextLine()) {
      input.nextLine();
    }
  }

  /** Of a class path. */
  static URL[] urls(String path) throws IOException {
    String[] entries = path.split(File.pathSeparator, -1);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = new File(entries[i]).toURI().toURL();
    }
    return urls;
  }

  private static Reference<?> deployOnce(
      URL[] urls, Scanner input, ReferenceQueue<ClassLoader> queue) throws Exception {
    URLClassLoader loader =
        new URLClassLoader(urls, ClassLoader.getSystemClassLoader().getParent());
    @SuppressWarnings("unchecked") // it implements just that
    Callable<Integer> server =
        (Callable<Integer>)
            loader.loadClass("io.pillion.testapp.Deployed").getDeclaredConstructor().newInstance();
    System.out.println("listening on " + inThreadOf(loader, server));
    input.nextLine();
    inThreadOf(loader, server);
    loader.close();
    return new PhantomReference<ClassLoader>(loader, queue);
  }

  /** A thread of its own, whose thread locals and context class loader end with it. */
  static int inThreadOf(ClassLoader loader, Callable<Integer> task) throws Exception {
    FutureTask<Integer> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "deployer");
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    return future.get();
  }
}
