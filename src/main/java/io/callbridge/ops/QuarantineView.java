package io.callbridge.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.callbridge.store.QuarantinedRequests.Kept;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * A request in quarantine as the API shows it. Its body is there only for a single one.
 *
 * @param provider null if nothing can be made of the request's address
 * @param account whose it is; null if its address doesn't say
 * @param senderChecked whether its sender showed the account's secret
 * @param whole whether nothing of the body is missing
 * @param replays how often it was replayed, and refused again
 * @param replayAskedBy who wants it replayed, as will be done in a moment; else null
 * @param body as text, if it is UTF-8
 */
public record QuarantineView(
    long id,
    Instant receivedAt,
    String method,
    String path,
    String mediaType,
    int bytes,
    boolean whole,
    String provider,
    String account,
    boolean senderChecked,
    String reason,
    int replays,
    String replayAskedBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) String body,
    @JsonInclude(JsonInclude.Include.NON_NULL) String bodyBase64) {

  static QuarantineView inList(Kept kept) {
    return of(kept, null, null);
  }

  static QuarantineView of(Kept kept) {
    byte[] bytes = kept.body() == null ? new byte[0] : kept.body();
    return of(kept, text(bytes), Base64.getEncoder().encodeToString(bytes));
  }

  private static QuarantineView of(Kept kept, String body, String base64) {
    var address = WebhookAddress.of(kept.path());
    return new QuarantineView(
        kept.id(),
        kept.receivedAt(),
        kept.method().toUpperCase(Locale.ROOT),
        kept.path(),
        kept.mediaType(),
        kept.bytes(),
        kept.whole(),
        address.provider(),
        kept.account() == null ? address.account() : kept.account(),
        kept.account() != null,
        kept.reason(),
        kept.replays(),
        kept.wish() == null ? null : kept.wish().user(),
        body,
        base64);
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException noText) {
      return null;
    }
  }
}
