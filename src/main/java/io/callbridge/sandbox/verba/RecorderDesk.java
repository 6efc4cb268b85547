package io.callbridge.sandbox.verba;

import io.callbridge.sandbox.Listing;
import io.callbridge.sandbox.SandboxOnly;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For people and tests: what is recorded, and what goes wrong. Needs no key. */
@SandboxOnly
@RestController("simulatedVerbaDesk")
@RequestMapping("/simulator/verba")
class RecorderDesk {

  private final Recordings recordings;
  private final Sessions sessions;
  private final Faults faults;

  RecorderDesk(Recordings recordings, Sessions sessions, Faults faults) {
    this.recordings = recordings;
    this.sessions = sessions;
    this.faults = faults;
  }

  /** All, also those that can't be found yet. */
  @GetMapping(path = "/recordings", produces = MediaType.APPLICATION_JSON_VALUE)
  Listing<Recording> recordings(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "500") int size) {
    return Listing.of(recordings.all(), page, size);
  }

  @PostMapping(path = "/recordings", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, String> record(@RequestBody NewRecording call) {
    return Map.of("id", recordings.add(call));
  }

  /** Makes all tokens expire. */
  @DeleteMapping("/sessions")
  ResponseEntity<Void> forgetSessions() {
    sessions.forgetAll();
    return ResponseEntity.noContent().build();
  }

  @GetMapping(path = "/faults", produces = MediaType.APPLICATION_JSON_VALUE)
  FaultRates faults() {
    return faults.rates();
  }

  /** Makes things go wrong, or well again, without a restart; a rate that is left out becomes 0. */
  @PutMapping(path = "/faults", produces = MediaType.APPLICATION_JSON_VALUE)
  FaultRates setFaults(@RequestBody FaultRates rates) {
    faults.setRates(rates);
    return rates;
  }

  /** Where the links lead. */
  @GetMapping(
      path = {"/verba/gwtCallDetail.do", "/gwtCallDetail.do"},
      produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> details(@RequestParam String ccdrId) {
    return recordings.all().stream()
        .filter(each -> each.id().equals(ccdrId))
        .findFirst()
        .map(each -> ResponseEntity.ok("A recording that began at " + each.start() + "\n"))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
