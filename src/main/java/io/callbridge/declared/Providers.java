package io.callbridge.declared;

import io.callbridge.call.Credential;
import io.callbridge.call.Credentials;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderSettings;
import io.callbridge.call.UnknownAccountException;
import io.callbridge.ops.WrongSettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings under {@code callbridge.declared}: every declared provider by its name. */
record Providers(Map<String, Provider> declared) implements ProviderSettings, Credentials {

  static final String PREFIX = "callbridge.declared";

  /** Names that belong to systems with code of their own. */
  private static final Set<String> TAKEN =
      Set.of("bandwidth", "broadband-dynamics", "leadsquared", "verba", "vonage");

  /**
   * @throws WrongSettingException with a sentence for each mistake
   */
  Providers {
    declared = Map.copyOf(declared);
    List<String> mistakes = new ArrayList<>();
    declared.forEach((name, provider) -> addMistakes(name, provider, mistakes));
    if (!mistakes.isEmpty()) {
      throw new WrongSettingException(String.join("\n", mistakes));
    }
  }

  private static void addMistakes(String name, Provider provider, List<String> mistakes) {
    String key = PREFIX + "." + name;
    if (!name.matches("[a-z][a-z0-9-]*")) {
      mistakes.add(key + " must have a name of small letters, digits and hyphens.");
    }
    if (TAKEN.contains(name)) {
      mistakes.add("%s must have another name: Callbridge knows %s.".formatted(key, name));
    }
    provider
        .mistakes()
        .forEach(
            (part, words) ->
                words.stream()
                    .map(word -> "%s.%s %s.".formatted(key, part, word))
                    .forEach(mistakes::add));
  }

  @Override
  public List<Credential> credentials() {
    List<Credential> credentials = new ArrayList<>();
    declared.forEach(
        (system, provider) ->
            provider
                .accounts()
                .forEach(
                    (name, account) ->
                        credentials.add(
                            Credential.of(
                                system,
                                name,
                                "Webhooks: secret or password",
                                account.secret() + account.password(),
                                "anybody may report"))));
    return credentials;
  }

  /**
   * @throws UnknownAccountException if no such provider is declared
   */
  Provider provider(String name) {
    Provider found = declared.get(name);
    if (found == null) {
      throw new UnknownAccountException("no provider %s is declared".formatted(name));
    }
    return found;
  }

  /**
   * @throws UnknownAccountException if it has no such account
   */
  Account account(String provider, String name) {
    Account found = provider(provider).accounts().get(name);
    if (found == null) {
      throw new UnknownAccountException("no such %s account is configured".formatted(provider));
    }
    return found;
  }

  @Override
  public List<ProviderAccount> providerAccounts() {
    List<ProviderAccount> accounts = new ArrayList<>();
    declared.forEach(
        (name, provider) ->
            provider
                .accounts()
                .forEach(
                    (account, settings) ->
                        accounts.add(settings.toProviderAccount(name, account, provider))));
    return accounts;
  }

  @Override
  public String keyOf(String provider) {
    return PREFIX + "." + provider;
  }

  @Override
  public List<String> webhookPaths() {
    return declared.keySet().stream().map("/api/%s/{account}/events"::formatted).toList();
  }
}
