package io.callbridge.sandbox.verba;

import java.util.stream.DoubleStream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the recorder makes of conversations: shares from 0 to 1.
 *
 * @param recorded of all conversations
 * @param nameless of the recordings: the recorder doesn't know the telephone system's id of the
 *     call
 * @param prompt of the recordings: can be found as soon as the call has ended
 */
record TapRates(
    @DefaultValue("0.7") double recorded,
    @DefaultValue("0.3") double nameless,
    @DefaultValue("0.3") double prompt) {

  TapRates {
    if (!DoubleStream.of(recorded, nameless, prompt).allMatch(share -> share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("shares are from 0 to 1");
    }
  }
}
