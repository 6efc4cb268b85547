package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.Listing;
import io.callbridge.sandbox.SandboxOnly;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For people and tests: the truth about the calls, a button to play one, and what goes wrong. */
@SandboxOnly
@RestController("simulatedVonageDesk")
@RequestMapping(path = "/simulator/vonage/desk", produces = MediaType.APPLICATION_JSON_VALUE)
class VonageDesk {

  private final Switchboard switchboard;
  private final CallPlayer player;
  private final Tokens tokens;
  private final Faults faults;

  VonageDesk(Switchboard switchboard, CallPlayer player, Tokens tokens, Faults faults) {
    this.switchboard = switchboard;
    this.player = player;
    this.tokens = tokens;
    this.faults = faults;
  }

  @GetMapping("/calls")
  Listing<PlayedCall> calls(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "500") int size) {
    return Listing.of(switchboard.all(), page, size);
  }

  /** Starts one call at once, whether or not calls are played by themselves. */
  @PostMapping("/calls")
  PlayedCall play() {
    return player.play();
  }

  @GetMapping("/tokens")
  Map<String, Object> tokens() {
    return Map.of("requests", tokens.requests());
  }

  /** Lets all tokens expire at once. */
  @PostMapping("/tokens/expire")
  void expire() {
    tokens.expireAll();
  }

  @GetMapping("/faults")
  Faults.Rates faults() {
    return faults.rates();
  }

  /** Makes things go wrong, or well again, without a restart; a rate that is left out becomes 0. */
  @PutMapping("/faults")
  Faults.Rates setFaults(@RequestBody Faults.Rates rates) {
    faults.setRates(rates);
    return rates;
  }
}
