package io.callbridge.bandwidth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.PhoneNumber;
import io.callbridge.steer.Answer;
import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.Dialler;
import io.callbridge.steer.RefusedCommandException;
import io.callbridge.steer.SteerJson;
import io.callbridge.store.Clicks;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Click to call at Bandwidth: a call to the agent's number, which asks Callbridge how it goes on
 * once the agent has answered ({@link BandwidthClicks}).
 */
@Component
class BandwidthDialler implements Dialler {

  private final BandwidthSettings settings;
  private final BandwidthLimits limits;

  BandwidthDialler(BandwidthSettings settings, BandwidthLimits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  @Override
  public String provider() {
    return BandwidthSettings.PROVIDER;
  }

  @Override
  public boolean canDial(String account) {
    BandwidthSettings.Account configured = settings.accounts().get(account);
    return configured != null && configured.canDial();
  }

  @Override
  public NumberPlan plan(String account) {
    return settings.accounts().get(account).plan();
  }

  @Override
  public Optional<Agent> agent(String account, String written) {
    BandwidthSettings.Account configured = settings.accounts().get(account);
    return number(configured.users().getOrDefault(written.strip(), written), configured)
        .map(number -> new Agent(null, number));
  }

  @Override
  public String display(String account, String wished) {
    BandwidthSettings.Account configured = settings.accounts().get(account);
    return wished != null ? wished : number(configured.displayNumber(), configured).orElse(null);
  }

  private static Optional<String> number(String written, BandwidthSettings.Account account) {
    return PhoneNumber.read(written, account.plan())
        .filter(PhoneNumber::isFull)
        .map(PhoneNumber::text);
  }

  @Override
  public CommandRequest toCommand(Clicks.Order order, String user, String remoteAddress) {
    limits.of(order.account()).guard().number("customer", order.customer()).check();
    if (order.display() == null) {
      throw RefusedCommandException.of(
          400, "The account has no display-number, and the click named none.");
    }
    BandwidthSettings.Account account = settings.accounts().get(order.account());
    String url = url(account, order);
    ObjectNode call = SteerJson.object();
    call.put("to", order.agent());
    call.put("from", order.display());
    call.put("applicationId", account.applicationId());
    call.put("answerUrl", url);
    call.put("disconnectUrl", url);
    if (!account.webhookUsername().isBlank()) {
      call.put("username", account.webhookUsername());
      call.put("password", account.webhookPassword());
    }
    return CommandRequest.toCall(
        user,
        remoteAddress,
        order.account(),
        SteerJson.write(call).getBytes(StandardCharsets.UTF_8),
        order.id());
  }

  /** Where Bandwidth asks how the call goes on, and reports that it has ended. */
  static String url(BandwidthSettings.Account account, Clicks.Order order) {
    return "%s/api/bandwidth/%s/clicks/%s"
        .formatted(
            account.webhookUrl(),
            UriUtils.encode(order.account(), StandardCharsets.UTF_8),
            order.token());
  }

  @Override
  public Optional<String> callId(Answer answer) {
    return SteerJson.read(answer.body().getBytes(StandardCharsets.UTF_8))
        .map(call -> call.path("callId").asText(""))
        .filter(id -> !id.isBlank());
  }
}
