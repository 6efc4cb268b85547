package io.callbridge.bandwidth;

import io.callbridge.call.CallEvent;
import io.callbridge.call.Direction;

/**
 * Who is who in a call, as its A-leg says (contracts/mapping.md, section 8). The agent of an
 * inbound call is known by the legs only.
 *
 * @param direction null if the A-leg doesn't say
 * @param lead may be null
 * @param agent may be null
 * @param display may be null
 */
record BandwidthParties(Direction direction, String lead, String agent, String display) {

  /**
   * Reads the parties of an A-leg.
   *
   * @param tag may be null; counts for outbound calls only
   */
  static BandwidthParties of(
      BandwidthFields fields, String direction, String from, String to, String tag) {
    Direction way = fields.direction(direction);
    if (way == Direction.INBOUND) {
      return new BandwidthParties(way, fields.number(from), null, fields.number(to));
    }
    if (way != Direction.OUTBOUND) {
      return new BandwidthParties(null, null, null, null);
    }
    String tagged = fields.taggedAgent(tag);
    String called = fields.agent(to);
    if (fields.isAgent(to) || tagged != null && tagged.equals(called)) {
      // Click to call: the agent is rung first, and the leg to the lead comes later.
      return new BandwidthParties(way, null, called, fields.number(from));
    }
    return new BandwidthParties(way, fields.number(to), tagged, fields.number(from));
  }

  CallEvent.Builder putInto(CallEvent.Builder event) {
    return event.direction(direction).leadNumber(lead).agentNumber(agent).displayNumber(display);
  }
}
