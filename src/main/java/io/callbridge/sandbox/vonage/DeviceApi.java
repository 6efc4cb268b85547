package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk phones' registrations (section 3.8). */
@SandboxOnly
@RestController("simulatedVonageDeviceApi")
@RequestMapping(
    path = "/simulator/vonage/telephony/v3/registration/accounts/{account}/devices",
    produces = MediaType.APPLICATION_JSON_VALUE)
class DeviceApi {

  private static final int A_WHILE = 600;

  private final Doorkeeper doorkeeper;
  private final Clock clock;

  DeviceApi(Doorkeeper doorkeeper, @Qualifier(Sandbox.CLOCK) Clock clock) {
    this.doorkeeper = doorkeeper;
    this.clock = clock;
  }

  @GetMapping
  Map<String, Object> list(
      @PathVariable String account,
      @RequestHeader(required = false) String authorization,
      @RequestParam(name = "page_size", defaultValue = "100") int size,
      @RequestParam(defaultValue = "asc") String order,
      @RequestParam(defaultValue = "0") int page) {
    doorkeeper.check(account, authorization);
    String path =
        "/registration/accounts/%s/devices?page_size=%d&order=%s".formatted(account, size, order);
    return TelephonyPage.of(
        "devices", Agent.ALL, page, size, order, path, agent -> write(account, agent));
  }

  @GetMapping("/{deviceId}")
  Map<String, Object> get(
      @PathVariable String account,
      @PathVariable String deviceId,
      @RequestHeader(required = false) String authorization) {
    doorkeeper.check(account, authorization);
    return Agent.ALL.stream()
        .filter(agent -> agent.mac().equalsIgnoreCase(deviceId))
        .findFirst()
        .map(agent -> write(account, agent))
        .orElseThrow(RefusedException::notFound);
  }

  private Map<String, Object> write(String account, Agent agent) {
    long lately = clock.instant().getEpochSecond() - A_WHILE;
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("account_id", account);
    device.put("device_ip", "192.0.2." + agent.extension().substring(1));
    device.put("mac_address", agent.mac());
    device.put("last_request", lately);
    device.put("last_success", lately);
    device.put("registration", Map.of("last_success", lately));
    device.put("provisioned", Map.of("last_success", lately, "last_request", lately));
    device.put("is_registered", "True");
    return device;
  }
}
