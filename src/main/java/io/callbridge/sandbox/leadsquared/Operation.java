package io.callbridge.sandbox.leadsquared;

/** What a request asks for. */
enum Operation {
  POST_CALL_LOG,
  LOOK_AT_STATUS,
  METRICS,
  UPDATE_ACTIVITY,
  FIND_ACTIVITIES,
  FIND_LEAD,
  OTHER;

  /**
   * Recognises a request.
   *
   * @param path with or without the base path of the simulator, without the query
   */
  static Operation of(String method, String path) {
    if (path.contains("/1/api/telephony/logcallcomplete/")) {
      if (method.equals("POST")) {
        return POST_CALL_LOG;
      }
      return path.endsWith("/metrics") ? METRICS : LOOK_AT_STATUS;
    }
    if (path.endsWith("/PhoneCallActivity/Update")) {
      return UPDATE_ACTIVITY;
    }
    if (path.endsWith("/CustomActivity/RetrieveByActivityEvent")) {
      return FIND_ACTIVITIES;
    }
    return path.endsWith("/RetrieveLeadByPhoneNumber") ? FIND_LEAD : OTHER;
  }
}
