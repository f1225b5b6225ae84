package io.pillion.testapp;

/** A depot, and no {@link Stock}. */
class Attic extends Depot {}
