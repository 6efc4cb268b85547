package io.callbridge.vonage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.PhoneNumber;
import io.callbridge.steer.Answer;
import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.Dialler;
import io.callbridge.steer.SteerJson;
import io.callbridge.store.Clicks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Click to call at Vonage: {@code click2dial} from the agent's extension. */
@Component
class VonageDialler implements Dialler {

  private static final Pattern EXTENSION = Pattern.compile("[0-9]{2,6}");

  private final VonageSettings settings;

  VonageDialler(VonageSettings settings) {
    this.settings = settings;
  }

  @Override
  public String provider() {
    return VonageSettings.PROVIDER;
  }

  @Override
  public boolean canDial(String account) {
    VonageSettings.Account configured = settings.accounts().get(account);
    return configured != null && configured.hasLogin();
  }

  @Override
  public NumberPlan plan(String account) {
    return settings.accounts().get(account).plan();
  }

  /** Behind a number or a user's name stands the only extension with the same number. */
  @Override
  public Optional<Agent> agent(String account, String written) {
    VonageSettings.Account configured = settings.accounts().get(account);
    String name = written.strip();
    if (EXTENSION.matcher(name).matches()) {
      String number = number(configured.users().get(name), configured).orElse(null);
      return Optional.of(new Agent(name, number));
    }
    return number(configured.users().getOrDefault(name, name), configured)
        .flatMap(number -> ofNumber(number, configured));
  }

  private static Optional<Agent> ofNumber(String number, VonageSettings.Account account) {
    List<String> extensions =
        account.users().keySet().stream()
            .filter(key -> EXTENSION.matcher(key).matches())
            .filter(key -> number(account.users().get(key), account).equals(Optional.of(number)))
            .toList();
    return extensions.size() == 1
        ? Optional.of(new Agent(extensions.get(0), number))
        : Optional.empty();
  }

  private static Optional<String> number(String written, VonageSettings.Account account) {
    return PhoneNumber.read(written, account.plan())
        .filter(PhoneNumber::isFull)
        .map(PhoneNumber::text);
  }

  /** What the customer sees is set up at Vonage. */
  @Override
  public String display(String account, String wished) {
    return null;
  }

  @Override
  public CommandRequest toCommand(Clicks.Order order, String user, String remoteAddress) {
    ObjectNode call = SteerJson.object();
    call.putObject("from").put("destination", order.extension()).put("type", "extension");
    call.putObject("to").put("destination", order.customer().substring(1)).put("type", "pstn");
    call.put("type", "click2dial");
    return CommandRequest.toCall(
        user,
        remoteAddress,
        order.account(),
        SteerJson.write(call).getBytes(StandardCharsets.UTF_8),
        order.id());
  }

  @Override
  public Optional<String> callId(Answer answer) {
    return VonageCallId.read(answer.body());
  }
}
