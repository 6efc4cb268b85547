package io.callbridge.steer;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.PhoneNumber;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.Source;
import io.callbridge.store.Clicks;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes one call of a click in the CRM (contracts/leadsquared.md, section 7.7). Every click waits
 * for the answer in the store, whoever places the call: a second click gets the first one's.
 */
@Component
class ClickToCall {

  private static final Logger log = LoggerFactory.getLogger(ClickToCall.class);

  /** In which the same agent and customer are the same click. */
  static final Duration APART = Duration.ofSeconds(10);

  /** The CRM waits for five seconds. */
  static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final int TOKEN_BYTES = 32;

  private final Map<String, Dialler> diallers = new LinkedHashMap<>();
  private final ProviderAccounts accounts;
  private final Clicks clicks;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  ClickToCall(
      List<Dialler> diallers, ProviderAccounts accounts, Clicks clicks, InstantSource clock) {
    diallers.forEach(dialler -> this.diallers.put(dialler.provider(), dialler));
    this.accounts = accounts;
    this.clicks = clicks;
    this.clock = clock;
  }

  /**
   * Orders a call, unless the click repeats one of the last seconds.
   *
   * @throws RefusedClickException if it names nobody who could be called
   */
  public PlacedClick order(Click click, String remoteAddress) {
    ProviderAccount account = account(click);
    Dialler dialler = diallers.get(account.provider());
    NumberPlan plan = dialler.plan(account.name());
    Dialler.Agent agent =
        dialler
            .agent(account.name(), click.agent())
            .orElseThrow(() -> refused("No agent is known by that number, extension or user id."));
    String customer =
        number(click.customer(), plan)
            .orElseThrow(() -> refused("The customer's number is no full phone number."));
    if (customer.equals(agent.number())) {
      throw refused("The agent and the customer are the same number.");
    }
    var order =
        new Clicks.Order(
            UUID.randomUUID().toString(),
            clock.instant(),
            click.crm(),
            account.provider(),
            account.name(),
            agent.extension(),
            agent.number(),
            customer,
            dialler.display(account.name(), number(click.display(), plan).orElse(null)),
            token(),
            null);
    String counts = clicks.begin(order, APART);
    boolean isNew = counts.equals(order.id());
    return new PlacedClick(isNew ? order : null, counts, remoteAddress, order.at());
  }

  private ProviderAccount account(Click click) {
    List<ProviderAccount> able =
        accounts.all().stream()
            .filter(account -> account.crm().equals(click.crm()))
            .filter(account -> diallers.containsKey(account.provider()))
            .filter(account -> diallers.get(account.provider()).canDial(account.name()))
            .filter(
                account ->
                    click.account() == null
                        || click.account().equals(account.provider() + "/" + account.name()))
            .toList();
    if (able.size() == 1) {
      return able.get(0);
    }
    if (click.account() != null) {
      throw refused("That provider account can't place calls for this CRM account.");
    }
    throw new RefusedClickException(
        502,
        able.isEmpty()
            ? "No provider account of this CRM account can place calls."
            : "Several provider accounts can place calls: click-account must name one.");
  }

  private static Optional<String> number(String written, NumberPlan plan) {
    return PhoneNumber.read(written, plan).filter(PhoneNumber::isFull).map(PhoneNumber::text);
  }

  private static RefusedClickException refused(String message) {
    return new RefusedClickException(400, message);
  }

  private String token() {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * The command that places the call; its idempotency key is the order's id.
   *
   * @throws RefusedCommandException if the call must not be
   */
  public CommandRequest toCommand(PlacedClick click) {
    Clicks.Order order = click.order();
    return diallers
        .get(order.provider())
        .toCommand(order, "click/" + order.crm() + "/" + order.party(), click.remoteAddress());
  }

  /** Who is who in the call that was placed; null if none was, or nobody knows its id. */
  public CallEvent toCallEvent(PlacedClick click, Answer answer) {
    return callId(click, answer).map(id -> whoIsWho(click.order(), id)).orElse(null);
  }

  /** Who is who in an ordered call. */
  public CallEvent whoIsWho(Clicks.Order order, String callId) {
    return CallEvent.about(
            new CallKey(order.provider(), order.account(), callId), "order", order.at())
        .source(Source.ORDER)
        .authority(Integer.MAX_VALUE)
        .statedAt(order.at())
        .direction(Direction.OUTBOUND)
        .agentNumber(order.agent())
        .leadNumber(order.customer())
        .displayNumber(order.display())
        .build();
  }

  private Optional<String> callId(PlacedClick click, Answer answer) {
    return answer.status() / 100 == 2
        ? diallers.get(click.provider()).callId(answer)
        : Optional.empty();
  }

  /** Writes down what became of a click, for all who wait for it. */
  public void answered(PlacedClick click, Answer answer) {
    boolean placed = answer.status() / 100 == 2;
    clicks.answered(
        click.id(),
        new Clicks.Outcome(
            status(answer.status()),
            placed ? "Call initiated" : detail(answer),
            callId(click, answer).orElse(null)));
  }

  /** What the contract has a word for. */
  private static int status(int status) {
    return switch (status) {
      case 200, 201, 202 -> 200;
      case 400, 403, 404, 409, 422 -> 400;
      default -> 502;
    };
  }

  private static String detail(Answer problem) {
    return SteerJson.read(problem.body().getBytes(StandardCharsets.UTF_8))
        .map(json -> json.path("detail").asText(""))
        .filter(text -> !text.isBlank())
        .orElse("The call could not be placed.");
  }

  /** Placing it went wrong in a way that nobody foresaw. */
  public void failed(PlacedClick click, Throwable failure) {
    log.error("{} went wrong", click, failure);
    clicks.answered(
        click.id(),
        new Clicks.Outcome(502, "Something is wrong with Callbridge; its log says what.", null));
  }

  /** Whether there is something to wait for. */
  public boolean isOpen(PlacedClick click) {
    return clock.instant().isBefore(click.since().plus(PATIENCE))
        && clicks.outcome(click.id()).isEmpty();
  }

  /** What the CRM is told. */
  public Answer answer(PlacedClick click) {
    return clicks
        .outcome(click.id())
        .map(outcome -> answer(outcome.status(), outcome.message(), outcome.callId()))
        .orElseGet(
            () ->
                answer(
                    502,
                    "The provider has not answered yet, so it may still ring. Wait before you click"
                        + " again.",
                    null));
  }

  /** What the CRM is told of a click that can't become a call. */
  public Answer refused(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .filter(RefusedClickException.class::isInstance)
        .map(RefusedClickException.class::cast)
        .findFirst()
        .map(refusal -> answer(refusal.status(), refusal.getMessage(), null))
        .orElseGet(
            () -> answer(502, "Nothing was sent: something is wrong with Callbridge.", null));
  }

  private static Answer answer(int status, String message, String callId) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("status", status == 200 ? "success" : "error");
    body.put("message", message);
    if (callId != null) {
      body.put("callSessionId", callId);
    }
    return Answer.json(status, SteerJson.write(body));
  }
}
