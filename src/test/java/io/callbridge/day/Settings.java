package io.callbridge.day;

import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of the day: the calls of each provider go to two CRM accounts, those of one
 * account after their records, those of the other at once. The other's recordings are at a
 * recorder.
 */
public final class Settings {

  /** Part of every secret, to be looked for where none may be. */
  static final String SECRET = "c4nary";

  private Settings() {}

  public static Map<String, String> leadSquared() {
    var keys = new TreeMap<String, String>();
    crm(keys, "main", "4/5s", "40/1m");
    crm(keys, "second", "3/5s", "250000/1d");
    return keys;
  }

  private static void crm(Map<String, String> keys, String name, String... limits) {
    String account = "callbridge.leadsquared.accounts." + name + ".";
    keys.put(account + "url", "https://async.example");
    keys.put(account + "call-log-path", "/calls");
    keys.put(account + "rest-url", "https://rest.example");
    keys.put(account + "api-key", SECRET + "-key");
    keys.put(account + "status-style", "detailed");
    keys.put(account + "limits[0]", limits[0]);
    keys.put(account + "limits[1]", limits[1]);
  }

  public static Map<String, String> broadbandDynamics() {
    String accounts = "callbridge.broadband-dynamics.accounts.";
    var keys = new TreeMap<String, String>();
    for (String name : new String[] {"default", "incoming"}) {
      keys.put(accounts + name + ".agent-number", BroadbandDynamicsLine.AGENT);
      keys.put(accounts + name + ".display-number", Scenario.DISPLAY);
    }
    keys.put(accounts + "default.crm", "main");
    keys.put(accounts + "incoming.crm", "second");
    keys.put(accounts + "incoming.direction", "inbound");
    return keys;
  }

  public static Map<String, String> bandwidth() {
    var keys = new TreeMap<String, String>();
    for (String name : new String[] {BandwidthLine.AFTER_CDR, BandwidthLine.PLAIN}) {
      String account = "callbridge.bandwidth.accounts." + name + ".";
      keys.put(account + "crm", name.equals(BandwidthLine.PLAIN) ? "second" : "main");
      keys.put(account + "url", "https://voice.example/api/v2");
      keys.put(account + "username", "user");
      keys.put(account + "password", SECRET + "-password");
      keys.put(account + "collect-every", "10m");
      keys.put(account + "collect-from", "2h");
      keys.put(account + "longest-call", "1h");
      keys.put(account + "tag-form", "agent=<number>");
    }
    keys.put(
        "callbridge.bandwidth.accounts." + BandwidthLine.AFTER_CDR + ".recording-url",
        "https://listen.example/{accountId}/{callId}/{recordingId}");
    String plain = "callbridge.bandwidth.accounts." + BandwidthLine.PLAIN + ".";
    keys.put(plain + "agent-number", BandwidthLine.AGENT);
    keys.put(plain + "require-agent-leg", "true");
    keys.put(plain + "recorder", RecorderLine.NAME);
    keys.put("callbridge.bandwidth.accounts." + BandwidthLine.AFTER_CDR + ".post-after", "cdr");
    return keys;
  }

  public static Map<String, String> vonage() {
    var keys = new TreeMap<String, String>();
    for (String name : new String[] {VonageLine.AFTER_CDR, VonageLine.PLAIN}) {
      String account = "callbridge.vonage.accounts." + name + ".";
      keys.put(account + "crm", name.equals(VonageLine.PLAIN) ? "second" : "main");
      keys.put(account + "username", "user-" + name);
      keys.put(account + "password", SECRET + "-password");
      keys.put(account + "collect-every", "10m");
      keys.put(account + "collect-from", "2h");
      keys.put(account + "agent-number", VonageLine.AGENT);
      keys.put(account + "display-number", Scenario.DISPLAY);
      for (int extension = 101; extension < 119; extension++) {
        String number = VonageLine.number(String.valueOf(extension));
        if (number != null) {
          keys.put(account + "users." + extension, number);
          keys.put(account + "users.u" + extension, number);
        }
      }
    }
    String afterCdr = "callbridge.vonage.accounts." + VonageLine.AFTER_CDR + ".";
    keys.put(afterCdr + "post-after", "cdr");
    keys.put(afterCdr + "recording-url", "https://listen.example/{id}");
    keys.put("callbridge.vonage.accounts." + VonageLine.PLAIN + ".recorder", RecorderLine.NAME);
    return keys;
  }

  static Map<String, String> verba() {
    String account = "callbridge.verba.accounts." + RecorderLine.NAME + ".";
    return Map.of(
        account + "url",
        "https://recorder.example",
        account + "api-key",
        SECRET + "-key",
        account + "username",
        "user",
        account + "password",
        SECRET + "-password");
  }
}
