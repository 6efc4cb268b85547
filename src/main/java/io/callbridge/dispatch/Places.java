package io.callbridge.dispatch;

import java.util.HashMap;
import java.util.Map;

/**
 * The places of requests that may be under way at the same time, shared between CRM accounts.
 *
 * <p>An account may take one more only while it has fewer than are free: alone it gets half of all,
 * and if its answers hang, each account that comes later still finds some. This is the sharing rule
 * of dynamic thresholds, known from the buffers of packet switches (A. K. Choudhury, E. L. Hahne:
 * Dynamic Queue Length Thresholds for Shared-Memory Packet Switches, IEEE/ACM Transactions on
 * Networking 6, 1998), with a factor of one. With {@code n} accounts hanging, {@code 1/(n + 1)} of
 * the places stays free.
 *
 * <p>Thread-safe.
 */
final class Places {

  private final Map<String, Integer> taken = new HashMap<>();
  private int free;

  /**
   * @param all at least 1
   */
  Places(int all) {
    free = all;
  }

  synchronized boolean tryTake(String account) {
    if (taken.getOrDefault(account, 0) >= free) {
      return false;
    }
    taken.merge(account, 1, Integer::sum);
    free--;
    return true;
  }

  synchronized void giveBack(String account) {
    taken.computeIfPresent(account, (name, places) -> places == 1 ? null : places - 1);
    free++;
  }
}
