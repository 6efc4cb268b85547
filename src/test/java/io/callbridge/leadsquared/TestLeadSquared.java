package io.callbridge.leadsquared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.call.Call;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.task.CrmAccounts;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the routes of LeadSquared call, without the routes. */
public final class TestLeadSquared {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final LeadSquaredSettings settings;
  private final LeadSquaredTranslator translator;
  private final LeadSquaredActivities activities;

  /**
   * @param properties as in the configuration
   */
  public TestLeadSquared(Map<String, String> properties, ProviderAccounts providers) {
    settings = settings(properties);
    activities =
        new LeadSquaredActivities(new LeadSquaredAccounts(settings), InstantSource.system());
    translator = new LeadSquaredTranslator(new LeadSquaredAccounts(settings), providers);
  }

  /** An account with the key {@code a-secret-key} and the token {@code a-secret-token}. */
  static LeadSquaredSettings.Account anAccount() {
    return settings(
            Map.of(
                "callbridge.leadsquared.accounts.main.url", "https://crm.example.test",
                "callbridge.leadsquared.accounts.main.call-log-path", "/log/a-secret-token",
                "callbridge.leadsquared.accounts.main.api-key", "a-secret-key"))
        .accounts()
        .get("main");
  }

  private static LeadSquaredSettings settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bind("callbridge.leadsquared", LeadSquaredSettings.class)
        .get();
  }

  public CrmAccounts crmAccounts() {
    return new LeadSquared().crmAccounts(settings);
  }

  public String toCallLog(Call call, String crm) {
    return write(translator.toCallLog(call, crm));
  }

  public String toActivityUpdate(String activityId, Call posted, Call call) {
    return write(translator.toActivityUpdate(activityId, posted, call));
  }

  public LeadSquaredAnswer answer(int status, String body) {
    return new LeadSquaredAnswers()
        .read(
            status,
            new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            settings.accounts().values().iterator().next());
  }

  public String toLeadQuery(Call posted) {
    return activities.toLeadQuery(posted);
  }

  public List<String> fitting(
      LeadSquaredAnswer answer, Call posted, String crm, List<String> leads) {
    return activities.fitting(answer, posted, crm, leads);
  }

  private static String write(Map<String, Object> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
