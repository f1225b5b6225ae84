package io.pillion.export.protobuf;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever metrics there are, a scraper reads what client_java's own writer would have written. */
class ProtobufWriterFuzzTest {
  @Property(seed = "1", tries = 3000)
  void metricsAreWrittenAsTheLibraryWritesThem(@ForAll long seed) throws Exception {
    Library.writesTheSame(new RandomSnapshots(seed).next());
  }
}
