package io.callbridge.vonage;

import io.callbridge.steer.Command;
import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.Course;
import io.callbridge.steer.Guard;
import io.callbridge.steer.JsonRequest;
import io.callbridge.steer.Order;
import io.callbridge.steer.Outgoing;
import io.callbridge.steer.RefusedCommandException;
import io.callbridge.steer.RequestQuery;
import io.callbridge.store.CommandTrail;
import io.callbridge.vonage.VonageSteering.Aim;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The operations on Vonage's calls, legs and devices: what is checked before one leaves, and whom
 * it may reach (contracts/vonage.md, section 3).
 */
@Component
class VonageCommands {

  private static final String JSON = "application/json";
  private static final long LARGEST_PAGE = 10_000;
  private static final long LATEST = 253_402_300_799L;

  private final VonageSettings settings;
  private final VonageLimits limits;
  private final InstantSource clock;

  VonageCommands(VonageSettings settings, VonageLimits limits, InstantSource clock) {
    this.settings = settings;
    this.limits = limits;
    this.clock = clock;
  }

  /** Begins the command that a request asks for; what is asked is read by {@link #check}. */
  public Command begin(CommandRequest request, String operation) {
    VonageSettings.Account account = settings.accounts().get(request.account());
    if (account == null) {
      throw RefusedCommandException.of(404, "There is no such Vonage account.");
    }
    if (!account.hasLogin()) {
      throw RefusedCommandException.of(
          409, "This account has no username and password for Vonage, so it can't be steered.");
    }
    return Command.of(request, VonageSettings.PROVIDER, operation, limits.of(request.account()));
  }

  /**
   * Checks what is asked; after that the command can leave.
   *
   * @throws RefusedCommandException if it is not as Vonage wants it, or must not be
   */
  public void check(Command command, CommandRequest request) {
    switch (command.getOperation()) {
      case CommandTrail.CREATE -> createCall(command, request);
      case "ListCalls" -> command.by(list(request, calls(request), "calls"));
      case "ListLegs" -> command.by(question(request, call(request) + "/legs"));
      case "ListDevices" -> command.by(list(request, devices(request), "devices"));
      case "GetCall" -> command.by(question(request, call(request)));
      case "GetLeg" -> command.by(question(request, leg(request)));
      case "GetDevice" ->
          command.by(question(request, devices(request) + "/" + encode(request.callId())));
      case "UpdateCall" -> updateCall(command, request);
      case "UpdateLeg" -> updateLeg(command, request);
      case "DeleteCall" -> command.by(end(request, Aim.END_CALL, call(request)));
      case "DeleteLeg" -> command.by(end(request, Aim.END_LEG, leg(request)));
      default -> throw new IllegalArgumentException(command.getOperation());
    }
  }

  /** Not a header, and not the token: the address of the service alone. */
  public String url(String account) {
    return settings.accounts().get(account).telephonyUrl();
  }

  private void createCall(Command command, CommandRequest request) {
    JsonRequest body = JsonRequest.read(request);
    command.shownAs(body.masked()).dialling(true);
    VonageCallOrder call = VonageCallOrder.read(body);
    body.check();
    Guard guard = guard(request);
    call.guard(guard);
    guard.check();
    var search =
        new VonageSearch(
            calls(request),
            call.from().destination(),
            call.to().destination(),
            settings.accounts().get(request.account()).plan());
    command.by(
        Order.of(
            new Outgoing("POST", calls(request), "", JSON, body.json()),
            new VonageSteering(Aim.CREATE, request, null, null, search)));
  }

  private void updateCall(Command command, CommandRequest request) {
    JsonRequest body = JsonRequest.read(request);
    command.shownAs(body.masked());
    VonageCallChange change = VonageCallChange.read(body);
    body.check();
    Guard guard = guard(request);
    change.guard(guard);
    guard.check();
    command.dialling(change.transfers()).by(change(request, call(request), body));
  }

  private void updateLeg(Command command, CommandRequest request) {
    JsonRequest body = JsonRequest.read(request);
    command.shownAs(body.masked());
    VonageLegChange change = VonageLegChange.read(body);
    body.check();
    Guard guard = guard(request);
    change.guard(guard);
    guard.check();
    command.dialling(change.rings()).by(change(request, leg(request), body));
  }

  private static Order change(CommandRequest request, String path, JsonRequest body) {
    return Order.of(
        new Outgoing("PUT", path, "", JSON, body.json()),
        new VonageSteering(Aim.CHANGE, request, null, Outgoing.get(path, ""), null));
  }

  private static Order end(CommandRequest request, Aim aim, String path) {
    return Order.of(
        new Outgoing("DELETE", path, "", null, ""),
        new VonageSteering(aim, request, null, Outgoing.get(path, ""), null));
  }

  private static Order question(CommandRequest request, String path) {
    new RequestQuery(request.query()).knowsOnly().check();
    return Order.question(
        Outgoing.get(path, ""), new VonageSteering(Aim.READ, request, null, null, null));
  }

  /** A parameter that isn't documented may be one of Vonage's own links, so it is passed on. */
  private Course list(CommandRequest request, String path, String items) {
    RequestQuery query =
        new RequestQuery(request.query())
            .whole("page_size", 1, LARGEST_PAGE)
            .whole("start_time", 0, LATEST)
            .whole("end_time", 0, LATEST)
            .oneOf("order", "asc", "desc")
            .oneOf("all", "true", "false")
            .check();
    boolean all = query.take("all");
    var links =
        new VonageLinks(
            path, request.baseUrl() + "/accounts/" + encode(request.account()) + "/" + items);
    var dialect = new VonageSteering(Aim.LIST, request, links, null, null);
    Outgoing first = Outgoing.get(path, query.encoded());
    return all
        ? new VonageWholeList(items, first, url(request.account()), dialect, clock)
        : Order.question(first, dialect);
  }

  private Guard guard(CommandRequest request) {
    return limits.of(request.account()).guard();
  }

  private static String calls(CommandRequest request) {
    return "/cc/accounts/%s/calls".formatted(encode(request.account()));
  }

  private static String call(CommandRequest request) {
    return calls(request) + "/" + encode(request.callId());
  }

  private static String leg(CommandRequest request) {
    return call(request) + "/legs/" + encode(request.partId());
  }

  private static String devices(CommandRequest request) {
    return "/registration/accounts/%s/devices".formatted(encode(request.account()));
  }

  private static String encode(String part) {
    return UriUtils.encode(part, StandardCharsets.UTF_8);
  }
}
