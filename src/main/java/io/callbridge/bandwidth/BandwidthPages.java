package io.callbridge.bandwidth;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The way through the pages of one list. The way ends where no link leads on; a link that must not
 * be followed is an error and no end, as the list would be taken for complete. Not safe for several
 * threads.
 */
final class BandwidthPages {

  /** A page leads somewhere that must not be asked. */
  static final class WrongLinkException extends RuntimeException {

    WrongLinkException(String message) {
      super(message);
    }
  }

  private final Set<URI> seen = new HashSet<>();
  private URI current;

  /**
   * @param first address of the first page, with scheme and host
   */
  BandwidthPages(URI first) {
    current = first;
    seen.add(first);
  }

  /** The address of the page that was asked last, at first of the first one. */
  URI current() {
    return current;
  }

  /**
   * Goes on to the next page.
   *
   * @param linkHeaders all headers {@code Link} of the answer, none if there was none
   * @return its address, as it stands; empty behind the last page
   * @throws WrongLinkException if it is on another host, which would learn the credentials; if it
   *     was there before; or if it is no address
   */
  Optional<URI> next(Collection<String> linkHeaders) {
    Optional<URI> next =
        linkHeaders.stream()
            .map(LinkHeader::read)
            .flatMap(List::stream)
            .filter(link -> link.hasRelation("next") && !link.parameters().containsKey("anchor"))
            .findFirst()
            .map(link -> resolve(link.target()));
    next.ifPresent(this::goTo);
    return next;
  }

  /** As RFC 3986 has it: {@link URI} alone would lose the last segment before a mere query. */
  private URI resolve(String target) {
    try {
      return target.startsWith("?")
          ? current.resolve(current.getRawPath() + target)
          : current.resolve(target);
    } catch (IllegalArgumentException noAddress) {
      throw new WrongLinkException("the link to the next page is no address");
    }
  }

  private void goTo(URI next) {
    if (!origin(next).equals(origin(current))) {
      throw new WrongLinkException(
          "the next page is at %s, not at %s".formatted(origin(next), origin(current)));
    }
    if (!seen.add(next)) {
      throw new WrongLinkException("the pages lead in a circle");
    }
    current = next;
  }

  private static String origin(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int port = address.getPort() >= 0 ? address.getPort() : "https".equals(scheme) ? 443 : 80;
    return "%s://%s:%d"
        .formatted(scheme, String.valueOf(address.getHost()).toLowerCase(Locale.ROOT), port);
  }
}
