package io.callbridge.steer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Reads what a user asks for from an HTTP request. */
@Component
class CommandRequests {

  /** In bytes; far more than any contract's request needs. */
  static final int LARGEST_BODY = 256 * 1024;

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final String ACCOUNTS = "/accounts/";

  /**
   * @param url of the request as the user sees it, without its query, still percent-encoded: {@code
   *     …/accounts/{account}[/{calls|devices}[/{id}[/{legs}[/{id}]]]]}. The path's parts are read
   *     from here, as a parameter or a header of the same name could get into a header
   * @param user who is logged in, as the filter in front says; null if nobody is
   * @param body a stream or null
   * @throws RefusedCommandException if nobody is logged in, or it can't be read
   */
  public CommandRequest read(
      String url,
      String query,
      String mediaType,
      String idempotencyKey,
      String user,
      String remoteAddress,
      InputStream body) {
    if (user == null || user.isBlank()) {
      throw RefusedCommandException.of(401, "Nobody is logged in.");
    }
    int at = url.indexOf(ACCOUNTS);
    List<String> parts =
        Arrays.stream(url.substring(at + ACCOUNTS.length()).split("/"))
            .map(CommandRequests::decode)
            .toList();
    return new CommandRequest(
        user,
        remoteAddress,
        url.substring(0, at),
        part(parts, 0),
        part(parts, 2),
        part(parts, 4),
        query,
        mediaType,
        readBody(body),
        checkKey(idempotencyKey));
  }

  private static String part(List<String> parts, int at) {
    return parts.size() > at ? parts.get(at) : null;
  }

  private static String decode(String part) {
    try {
      return UriUtils.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw RefusedCommandException.of(400, "The path is badly encoded.");
    }
  }

  private static byte[] readBody(InputStream body) {
    try (InputStream stream = body == null ? new ByteArrayInputStream(new byte[0]) : body) {
      byte[] read = stream.readNBytes(LARGEST_BODY + 1);
      if (read.length > LARGEST_BODY) {
        throw RefusedCommandException.of(413, "The body is larger than 256 KiB.");
      }
      return read;
    } catch (IOException cutOff) {
      throw RefusedCommandException.of(400, "The body did not arrive whole.");
    }
  }

  private static String checkKey(String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw RefusedCommandException.of(
          400, "Idempotency-Key must have 1 to 255 visible ASCII characters.");
    }
    return key;
  }
}
