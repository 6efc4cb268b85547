package io.callbridge.sandbox.verba;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a request goes wrong: shares from 0 to 1, together at most 1, all 0 unless set.
 *
 * @param loginPage HTTP 200 with a page for people
 * @param unavailable HTTP 503
 * @param expiredToken the request's token is forgotten before its time
 */
record FaultRates(
    @DefaultValue("0") double loginPage,
    @DefaultValue("0") double unavailable,
    @DefaultValue("0") double expiredToken) {

  FaultRates {
    if (!(loginPage >= 0 && unavailable >= 0 && expiredToken >= 0)
        || loginPage + unavailable + expiredToken > 1) {
      throw new IllegalArgumentException("rates are from 0 to 1, and together at most 1");
    }
  }
}
