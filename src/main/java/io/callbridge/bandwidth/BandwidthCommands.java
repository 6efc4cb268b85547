package io.callbridge.bandwidth;

import io.callbridge.bandwidth.BandwidthDialect.Aim;
import io.callbridge.steer.Command;
import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.Guard;
import io.callbridge.steer.JsonRequest;
import io.callbridge.steer.Order;
import io.callbridge.steer.Outgoing;
import io.callbridge.steer.RefusedCommandException;
import io.callbridge.steer.RequestQuery;
import io.callbridge.store.CommandTrail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The operations on Bandwidth's calls: what is checked before one leaves, and whom it may reach
 * (contracts/bandwidth.md, section 3).
 */
@Component
class BandwidthCommands {

  private static final String JSON = "application/json";

  /** How long a new call may be invisible (contracts/bandwidth.md, section 3.4). */
  private static final Duration INVISIBLE = Duration.ofMinutes(10);

  private static final Duration SEARCHED = Duration.ofMinutes(5);

  private final BandwidthSettings settings;
  private final BandwidthLimits limits;
  private final CommandTrail trail;
  private final InstantSource clock;

  BandwidthCommands(
      BandwidthSettings settings, BandwidthLimits limits, CommandTrail trail, InstantSource clock) {
    this.settings = settings;
    this.limits = limits;
    this.trail = trail;
    this.clock = clock;
  }

  /** Begins the command that a request asks for; what is asked is read by {@link #check}. */
  public Command begin(CommandRequest request, String operation) {
    BandwidthSettings.Account account = settings.accounts().get(request.account());
    if (account == null) {
      throw RefusedCommandException.of(404, "There is no such Bandwidth account.");
    }
    if (account.url() == null) {
      throw RefusedCommandException.of(
          409, "This account has no url of Bandwidth's API, so it can't be steered.");
    }
    return Command.of(request, BandwidthSettings.PROVIDER, operation, limits.of(request.account()));
  }

  /**
   * Checks what is asked; after that the command can leave.
   *
   * @throws RefusedCommandException if it is not as Bandwidth wants it, or must not be
   */
  public void check(Command command, CommandRequest request) {
    switch (command.getOperation()) {
      case CommandTrail.CREATE -> createCall(command, request);
      case "ListCalls" -> listCalls(command, request);
      case "GetCallState" -> command.by(question(request));
      case "UpdateCall" -> updateCall(command, request);
      case "UpdateCallBxml" -> updateCallBxml(command, request);
      default -> throw new IllegalArgumentException(command.getOperation());
    }
  }

  private void createCall(Command command, CommandRequest request) {
    JsonRequest call = JsonRequest.read(request);
    command.shownAs(call.masked()).dialling(true);
    BandwidthCallOrder.check(call);
    call.check();
    guard(request)
        .numberOrSip("to", call.text("to", Integer.MAX_VALUE))
        .url("answerUrl", call.url("answerUrl", Integer.MAX_VALUE))
        .url("answerFallbackUrl", call.url("answerFallbackUrl", Integer.MAX_VALUE))
        .check();
    command.by(
        Order.of(
            new Outgoing("POST", calls(request), "", JSON, call.json()),
            new BandwidthDialect(Aim.CREATE, request, false, null, search(call, request))));
  }

  private Outgoing search(JsonRequest call, CommandRequest request) {
    return Outgoing.get(
        calls(request),
        "to=%s&from=%s&minStartTime=%s"
            .formatted(
                encode(call.text("to", Integer.MAX_VALUE)),
                encode(call.text("from", Integer.MAX_VALUE)),
                encode(
                    clock.instant().minus(SEARCHED).truncatedTo(ChronoUnit.SECONDS).toString())));
  }

  private void listCalls(Command command, CommandRequest request) {
    String query =
        new RequestQuery(request.query())
            .knowsOnly(
                "to",
                "from",
                "minStartTime",
                "maxStartTime",
                "disconnectCause",
                "pageSize",
                "pageToken")
            .moment("minStartTime")
            .moment("maxStartTime")
            .whole("pageSize", 1, 10_000)
            .check()
            .encoded();
    command.by(
        Order.question(
            Outgoing.get(calls(request), query),
            new BandwidthDialect(Aim.LIST, request, false, null, null)));
  }

  private Order question(CommandRequest request) {
    return Order.question(
        Outgoing.get(path(request), ""),
        new BandwidthDialect(Aim.READ, request, isNew(request), null, null));
  }

  private void updateCall(Command command, CommandRequest request) {
    JsonRequest change = JsonRequest.read(request);
    command.shownAs(change.masked());
    BandwidthCallChange.check(change);
    change.check();
    boolean ends = BandwidthCallChange.ends(change);
    guard(request)
        .url("redirectUrl", change.url("redirectUrl", Integer.MAX_VALUE))
        .url("redirectFallbackUrl", change.url("redirectFallbackUrl", Integer.MAX_VALUE))
        .check();
    Outgoing order = new Outgoing("POST", path(request), "", JSON, change.json());
    command.dialling(!ends).by(change(request, ends ? Aim.END : Aim.CHANGE, order));
  }

  private void updateCallBxml(Command command, CommandRequest request) {
    command.shownAs(BandwidthBxmlOrder.masked(request));
    BandwidthBxmlOrder bxml = BandwidthBxmlOrder.read(request);
    var guard = guard(request);
    bxml.guard(guard);
    guard.check();
    Outgoing order =
        new Outgoing("PUT", path(request) + "/bxml", "", "application/xml", bxml.text());
    command.dialling(bxml.dials()).by(change(request, Aim.CHANGE, order));
  }

  private Order change(CommandRequest request, Aim aim, Outgoing order) {
    return Order.of(
        order,
        new BandwidthDialect(aim, request, isNew(request), Outgoing.get(path(request), ""), null));
  }

  private boolean isNew(CommandRequest request) {
    return trail.hasCreated(
        BandwidthSettings.PROVIDER,
        request.account(),
        request.callId(),
        clock.instant().minus(INVISIBLE));
  }

  private Guard guard(CommandRequest request) {
    return limits.of(request.account()).guard();
  }

  private static String calls(CommandRequest request) {
    return "/accounts/" + encode(request.account()) + "/calls";
  }

  private static String path(CommandRequest request) {
    return calls(request) + "/" + encode(request.callId());
  }

  private static String encode(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
