/**
 * From the name of a class to woven bytes to a linked call.
 *
 * <p>The server's class gets one {@code invokedynamic} instruction at each {@link
 * io.pillion.api.Hook}, and nothing else. Its bootstrap method is found through {@code java.lang},
 * and asks the agent's linker for the plug-in of the class loader L of the server:
 *
 * <pre>
 * boot loader          java.lang.PillionDispatcher   one class, JDK types only
 *   platform loader
 *     AgentClassLoader     the agent's rooms, Prometheus, Byte Buddy's ASM
 *       PluginClassLoader    a plug-in's advice, once for each L;
 *                            sees api      through its parent and the server through L
 *   app loader L         the server, woven
 * </pre>
 *
 * <p>So the advice is an ordinary class written against the server's own API, which a stack trace
 * and a debugger show. The linked call holds the plug-in, and the plug-in L; from the agent's side
 * both are held weakly: when the app drops L, all of it can be collected.
 *
 * <p>Byte Buddy weaves, but of it only the bundled ASM ({@code net.bytebuddy.jar.asm}) and its
 * remapper are used, and only they are in the agent's jar. Added to the start of an app that needs
 * 0.43 s to its first response, {@code AgentBuilder.Default} costs 0.72 s, {@code Advice} without
 * the builder 0.22 s, and the same hook written by the bundled ASM 0.05 s: to add one instruction
 * to classes that are known by name, the builder loads 600 more.
 */
package io.pillion.weave;
