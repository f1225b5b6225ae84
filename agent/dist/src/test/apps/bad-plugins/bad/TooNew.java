package bad;

/** A plug-in that is compiled for a Java that nobody has. */
public class TooNew extends Throwing {}
