package io.callbridge.verba;

import io.callbridge.call.Credential;
import io.callbridge.call.Credentials;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code callbridge.verba}; every key is explained in {@code config/README.md}.
 *
 * @param responseTimeout after which a request without an answer is given up
 * @param nextTimeout the same for {@code status=next}, which the recorder answers only when the
 *     next call begins, or after about 60 s
 */
@Validated
@ConfigurationProperties("callbridge.verba")
record VerbaSettings(
    @DefaultValue @Valid Map<String, Account> accounts,
    @DefaultValue("30s") @NotNull Duration responseTimeout,
    @DefaultValue("75s") @NotNull Duration nextTimeout)
    implements Credentials {

  /**
   * One recorder.
   *
   * @param url the recorder's host, or the whole address of its API: what is missing of {@code
   *     /verba/api} at the end is added
   * @param apiKey sent with every request
   * @param username of the API user; blank if the key alone is enough
   * @param zone of the API user, whose local times the recorder then speaks; without a user it
   *     speaks GMT, whatever is set
   * @param allowedHosts where links may point to; empty: to the API's host only
   * @param publicUrl scheme and host that links get instead of the recorder's own; may be null
   * @param detailUrl whether a link is built from the recording's id where the recorder names the
   *     recording but gives no link
   * @param findBy in this order
   */
  record Account(
      @NotBlank
          @Pattern(
              regexp = "https?://[^/?#@]+(/[^?#]*[^/?#])?",
              message = "must be http(s)://host or http(s)://host/path without a slash at the end")
          String url,
      @NotBlank String apiKey,
      @DefaultValue("") String username,
      @DefaultValue("") String password,
      @DefaultValue("GMT") @NotNull ZoneId zone,
      @DefaultValue Set<String> allowedHosts,
      @Pattern(
              regexp = "|https?://[^/?#@]+",
              message = "must be http(s)://host without a slash at the end")
          String publicUrl,
      @DefaultValue("false") boolean detailUrl,
      @DefaultValue({"PLATFORM_CALL_ID", "NATIVE_ID", "EXTENSION", "SEARCH"}) @NotEmpty
          List<FindBy> findBy) {

    /** Where all requests go. */
    String apiUrl() {
      if (url.endsWith("/api")) {
        return url;
      }
      return url.endsWith("/verba") ? url + "/api" : url + "/verba/api";
    }

    /** Whether requests need a token besides the key. */
    boolean hasLogin() {
      return !username.isBlank();
    }

    ZoneId spokenZone() {
      return hasLogin() ? zone : ZoneOffset.UTC;
    }

    /** In lower case. */
    Set<String> hostsOfLinks() {
      Set<String> hosts =
          allowedHosts.isEmpty() ? Set.of(VerbaLink.host(URI.create(url))) : allowedHosts;
      return hosts.stream()
          .map(host -> host.strip().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());
    }

    /** Keeps the key and the password out of logs. */
    @Override
    public String toString() {
      return "Account[url=" + url + ", zone=" + zone + ", findBy=" + findBy + "]";
    }
  }

  @Override
  public List<Credential> credentials() {
    return accounts.entrySet().stream()
        .flatMap(each -> credentials(each.getKey(), each.getValue()))
        .toList();
  }

  private static Stream<Credential> credentials(String name, Account account) {
    return Stream.of(
        Credential.of("verba", name, "API key", account.apiKey(), "nothing can be asked"),
        Credential.of(
            "verba", name, "User and password", account.password(), "the key alone is sent"));
  }
}
