package io.pillion.weave;

import org.junit.jupiter.api.AfterEach;

/** A test with apps of its own. */
abstract class WeavingTest {
  @AfterEach
  void endApps() {
    App.endAll();
  }
}
