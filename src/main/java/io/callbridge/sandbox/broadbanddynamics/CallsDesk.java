package io.callbridge.sandbox.broadbanddynamics;

import io.callbridge.sandbox.Listing;
import io.callbridge.sandbox.SandboxOnly;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For people and tests: the truth about the calls, and a button to play one. */
@SandboxOnly
@RestController("simulatedBroadbandDynamicsDesk")
@RequestMapping(
    path = "/simulator/broadband-dynamics/calls",
    produces = MediaType.APPLICATION_JSON_VALUE)
class CallsDesk {

  private final PlayedCalls played;
  private final CallPlayer player;

  CallsDesk(PlayedCalls played, CallPlayer player) {
    this.played = played;
    this.player = player;
  }

  @GetMapping
  Listing<PlayedCall> calls(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "500") int size) {
    return Listing.of(played.all(), page, size);
  }

  /** Starts one call at once, whether or not calls are played by themselves. */
  @PostMapping
  PlayedCall play() {
    return player.play();
  }
}
