package io.pillion.testapp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An app without a server. Does what the lines of its standard input say, such as {@code sell tea
 * 3}, and answers each with {@code done}, what came of it and the line.
 */
public final class Shop {
  private final List<Object> kept = new ArrayList<>();
  private final Till till = new Till("main");
  private final Map<String, Depot> depots = new HashMap<>();
  private final Shelf shelf = new Shelf();
  private final List<Thread> workers = new ArrayList<>();
  private final AtomicInteger sold = new AtomicInteger();
  private volatile boolean working;
  private Object twin;
  private WeakReference<ClassLoader> dropped;

  private Shop() {}

  public static void main(String[] args) throws Exception {
    Shop shop = new Shop();
    System.out.println("listening on 0");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String result;
      try {
        result = String.valueOf(shop.run(line.split(" ", -1)));
      } catch (Exception | LinkageError e) {
        result = e.getClass().getName();
      }
      System.out.println("done " + line + " = " + result);
    }
  }

  private Object run(String[] words) throws Exception {
    switch (words[0]) {
      case "sell":
        return till.sell(words[1], Integer.parseInt(words[2]));
      case "half":
        return Till.half(Double.parseDouble(words[1]));
      case "check":
        return till.checked(words[1].equals("good"));
      case "add":
        till.add(1);
        till.add(2);
        till.add("three");
        return null;
      case "depth":
        return till.depth(Integer.parseInt(words[1]));
      case "fail":
        return till.fail(words[1]);
      case "locked":
        till.locked(words[1].equals("fails"));
        return null;
      case "later":
        return till.later(5).call();
      case "noted":
        till.noted();
        return null;
      case "new":
        return kept.add(words.length == 1 ? new Till() : new Till(words[1]));
      case "nameless":
        return new Till("").sell("tea", 1);
      case "put":
        shelf.put(words[1]);
        return shelf.pieces();
      case "pairs":
        return shelf.pairs();
      case "store":
        return depots.computeIfAbsent(words[1], Shop::depot).store(1);
      case "pieces":
        return depots.computeIfAbsent(words[1], Shop::depot).pieces();
      case "stock-pairs":
        return ((Stock) depots.get(words[1])).pairs();
      case "gather":
        return gather();
      case "isolated":
        return isolated();
      case "twins":
        return twins();
      case "dropped":
        System.gc();
        return dropped.get() == null;
      case "voucher":
        return new Voucher(Integer.parseInt(words[1])).worth();
      case "digest":
        return Spy.digest(Class.forName("io.pillion.testapp." + words[1]));
      case "work":
        return work();
      case "stop":
        return stop();
      default:
        throw new IOException("no such command: " + words[0]);
    }
  }

  private static Depot depot(String kind) {
    switch (kind) {
      case "attic":
        return new Attic();
      case "cellar":
        return new Cellar();
      case "vault":
        return new Vault();
      default:
        return new Depot();
    }
  }

  /** Drops what was kept, and has the memory collected. */
  private Object gather() {
    kept.clear();
    System.gc();
    return null;
  }

  /** Sells in a till of another class loader. */
  private static Object isolated() throws Exception {
    Object other = tillOfOtherLoader();
    return sell(other, "isolated", 7);
  }

  /** Sells in the tills of two more class loaders, and keeps the one alone. */
  private Object twins() throws Exception {
    Object lost = tillOfOtherLoader();
    twin = tillOfOtherLoader();
    dropped = new WeakReference<>(lost.getClass().getClassLoader());
    return "" + sell(lost, "lost", 1) + sell(twin, "kept", 1);
  }

  private static Object tillOfOtherLoader() throws Exception {
    URL jar = Shop.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
      return loader.loadClass("io.pillion.testapp.Till").getConstructor().newInstance();
    }
  }

  private static Object sell(Object till, String kind, int amount) throws Exception {
    Method sell = till.getClass().getMethod("sell", String.class, int.class);
    return sell.invoke(till, kind, amount);
  }

  /** Sells on four threads until it is to {@link #stop}. */
  private Object work() {
    working = true;
    for (int i = 0; i < 4; i++) {
      Thread worker =
          new Thread(
              () -> {
                for (; working; sold.incrementAndGet()) {
                  till.sell("load", 0);
                }
              });
      workers.add(worker);
      worker.start();
    }
    return null;
  }

  private Object stop() throws InterruptedException {
    working = false;
    for (Thread worker : workers) {
      worker.join();
    }
    return sold.get();
  }
}
