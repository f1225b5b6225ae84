package bad;

/** A plug-in whose superclass was not laid into the jar. */
public class MissingParent extends Absent {}
