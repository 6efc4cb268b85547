package io.callbridge.steer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.PhoneNumber;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guards an account against toll fraud: says which of the destinations of one command must not be
 * reached. Nothing set means the account's own country, and no premium number of it.
 *
 * <p>Countries that share a code with the account's own are foreign: many of those behind {@code
 * +1} are far dearer than the United States and Canada. Emergency numbers and short codes are
 * refused whatever is set: a call placed through a bridge tells nobody where the caller is.
 */
public final class Guard {

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final ShortNumberInfo SHORT_NUMBERS = ShortNumberInfo.getInstance();

  private static final Set<PhoneNumberType> DEAR =
      EnumSet.of(
          PhoneNumberType.PREMIUM_RATE,
          PhoneNumberType.SHARED_COST,
          PhoneNumberType.PERSONAL_NUMBER,
          PhoneNumberType.PAGER,
          PhoneNumberType.UNKNOWN);

  private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9]{1,15}");
  private static final Pattern SIP =
      Pattern.compile("(?i)sips?:(?:(?<user>[^@]*)@)?(?<host>\\[[^\\]]+]|[^:;?/@]+)[^@]*");
  private static final int LONGEST_SHORT_CODE = 6;

  private final Destinations destinations;
  private final NumberPlan plan;
  private final List<Fault> refused = new ArrayList<>();

  Guard(Destinations destinations, NumberPlan plan) {
    this.destinations = destinations;
    this.plan = plan;
  }

  /** A number, with its country or as it is dialled in the account's own. */
  public Guard number(String field, String number) {
    why(number).ifPresent(reason -> refused.add(new Fault(field, reason)));
    return this;
  }

  /** A number or a SIP address. */
  public Guard numberOrSip(String field, String destination) {
    Matcher sip = SIP.matcher(destination.strip());
    return sip.matches() ? sip(field, sip) : number(field, destination);
  }

  private Guard sip(String field, Matcher sip) {
    String host = sip.group("host").toLowerCase(Locale.ROOT);
    if (destinations.sipHosts().stream().noneMatch(host::equalsIgnoreCase)) {
      refused.add(
          new Fault(
              field, "is at the SIP host %s, which destinations.sip-hosts lacks".formatted(host)));
    }
    String user = sip.group("user") == null ? "" : sip.group("user").split("[;:]", 2)[0];
    if (WRITTEN.matcher(user).matches() && user.length() > LONGEST_SHORT_CODE) {
      number(field, user);
    }
    return this;
  }

  /** A desk or a user of the telephone system; digits that could be a number are taken for one. */
  public Guard extension(String field, String extension) {
    boolean isNumber = WRITTEN.matcher(extension).matches();
    if (isNumber && (extension.length() > LONGEST_SHORT_CODE || isEmergency(extension))) {
      number(field, extension);
    }
    return this;
  }

  /** A code that switches something on or off, forwarding for instance. */
  public Guard featureCode(String field, String code) {
    if (!destinations.featureCodes().contains(code)) {
      refused.add(new Fault(field, "is a feature code that destinations.feature-codes lacks"));
    }
    return this;
  }

  /** An address that will say how a call goes on. */
  public Guard url(String field, String url) {
    if (!destinations.urlHosts().isEmpty() && url != null) {
      String host = host(url);
      if (destinations.urlHosts().stream().noneMatch(host::equalsIgnoreCase)) {
        refused.add(
            new Fault(
                field, "is at the host %s, which destinations.url-hosts lacks".formatted(host)));
      }
    }
    return this;
  }

  /**
   * @throws RefusedCommandException with every destination that must not be reached
   */
  public void check() {
    if (!refused.isEmpty()) {
      throw RefusedCommandException.forbidden(refused);
    }
  }

  private Optional<String> why(String number) {
    String written = number.strip();
    if (!WRITTEN.matcher(written).matches() || written.startsWith("00")) {
      return Optional.of("is no number that can be checked; write it as +12025550143");
    }
    if (isEmergency(written)) {
      return Optional.of(
          "is an emergency number, which must be dialled at a phone: nobody would know where to help");
    }
    Optional<PhoneNumber> full = PhoneNumber.read(written, plan).filter(PhoneNumber::isFull);
    if (full.isEmpty()) {
      return Optional.of(
          written.length() <= LONGEST_SHORT_CODE
              ? "is a short code, and those are not called from here"
              : "does not say its country; write it as +12025550143");
    }
    return whyNot(full.get().text());
  }

  private Optional<String> whyNot(String number) {
    String allowed = longest(destinations.allowed(), number);
    String forbidden = longest(destinations.forbidden(), number);
    if (!forbidden.isEmpty() && forbidden.length() >= allowed.length()) {
      return Optional.of("begins with %s, which destinations.forbidden names".formatted(forbidden));
    }
    Phonenumber.PhoneNumber parsed = parse(number);
    boolean isNamed = parsed != null && allowed.length() > countryOf(parsed).length();
    if (!isNamed && (parsed == null || DEAR.contains(NUMBERS.getNumberType(parsed)))) {
      return Optional.of(
          "is a premium number, or none that exists; only destinations.allowed can allow it by name");
    }
    if (!destinations.allowed().isEmpty()) {
      return allowed.isEmpty()
          ? Optional.of("begins as none of destinations.allowed")
          : Optional.empty();
    }
    return isAtHome(parsed)
        ? Optional.empty()
        : Optional.of("is not in the account's own country, and destinations.allowed is not set");
  }

  private boolean isAtHome(Phonenumber.PhoneNumber number) {
    String home = NUMBERS.getRegionCodeForCountryCode(Integer.parseInt(plan.countryCode()));
    String region = NUMBERS.getRegionCodeForNumber(number);
    return home.equals(region) || "US".equals(home) && "CA".equals(region);
  }

  private boolean isEmergency(String written) {
    String digits = written.startsWith("+") ? written.substring(1) : written;
    String home = NUMBERS.getRegionCodeForCountryCode(Integer.parseInt(plan.countryCode()));
    String national =
        digits.length() > plan.countryCode().length() && digits.startsWith(plan.countryCode())
            ? digits.substring(plan.countryCode().length())
            : digits;
    return SHORT_NUMBERS.isEmergencyNumber(digits, home)
        || SHORT_NUMBERS.isEmergencyNumber(national, home)
        || written.startsWith("+") && SHORT_NUMBERS.connectsToEmergencyNumber(national, home);
  }

  private static String countryOf(Phonenumber.PhoneNumber number) {
    return "+" + number.getCountryCode();
  }

  private static Phonenumber.PhoneNumber parse(String number) {
    try {
      return NUMBERS.parse(number, null);
    } catch (NumberParseException noNumber) {
      return null;
    }
  }

  private static String longest(List<String> prefixes, String number) {
    return prefixes.stream()
        .filter(number::startsWith)
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static String host(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? "" : host;
    } catch (URISyntaxException notAnAddress) {
      return "";
    }
  }
}
