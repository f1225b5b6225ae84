/** In no class path: loaded by the app, when it wants. */
public class OwnLogManager extends java.util.logging.LogManager {}
