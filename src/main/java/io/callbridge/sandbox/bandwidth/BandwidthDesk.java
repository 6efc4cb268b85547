package io.callbridge.sandbox.bandwidth;

import io.callbridge.sandbox.Listing;
import io.callbridge.sandbox.SandboxOnly;
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
@RestController("simulatedBandwidthDesk")
@RequestMapping(path = "/simulator/bandwidth", produces = MediaType.APPLICATION_JSON_VALUE)
class BandwidthDesk {

  private final PlayedCalls played;
  private final CallPlayer player;
  private final Mischief mischief;
  private final Faults faults;

  BandwidthDesk(PlayedCalls played, CallPlayer player, Mischief mischief, Faults faults) {
    this.played = played;
    this.player = player;
    this.mischief = mischief;
    this.faults = faults;
  }

  @GetMapping("/calls")
  Listing<PlayedCall> calls(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "500") int size) {
    return Listing.of(played.all(), page, size);
  }

  /** Starts one call at once, whether or not calls are played by themselves. */
  @PostMapping("/calls")
  PlayedCall play(@RequestParam(required = false) Story story) {
    return player.play(story);
  }

  @GetMapping("/mischief")
  MischiefRates mischief() {
    return mischief.rates();
  }

  /** For the calls from now on; a rate that is left out becomes 0. */
  @PutMapping("/mischief")
  MischiefRates setMischief(@RequestBody MischiefRates rates) {
    mischief.setRates(rates);
    return rates;
  }

  @GetMapping("/faults")
  FaultRates faults() {
    return faults.rates();
  }

  /** Makes requests go wrong, or well again; a rate that is left out becomes 0. */
  @PutMapping("/faults")
  FaultRates setFaults(@RequestBody FaultRates rates) {
    faults.setRates(rates);
    return rates;
  }
}
