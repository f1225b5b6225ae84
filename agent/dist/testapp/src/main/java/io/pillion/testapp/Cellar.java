package io.pillion.testapp;

/** Inherits all that it does: from a class that is no {@link Stock}, and from that. */
public class Cellar extends Depot implements Stock {}
