package io.callbridge.sandbox.leadsquared;

/** What the gateway in front says when it is not the application that answers (section 8). */
record GatewayAnswer(String message) {}
