package io.pillion.testapp;

/** Overrides what {@link Cellar} inherits. */
class Vault extends Cellar {
  @Override
  public int store(int more) {
    return super.store(more) + capacity();
  }
}
