package io.callbridge.ops;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.UriUtils;

/** Who asks for something over JMX, and the answer in words. */
final class JmxUser {

  private JmxUser() {}

  static String name() {
    Authentication user = SecurityContextHolder.getContext().getAuthentication();
    return user == null ? "jmx" : user.getName();
  }

  /** A reason as the API takes it. */
  static String because(String reason) {
    return "reason=" + UriUtils.encode(reason == null ? "" : reason, StandardCharsets.UTF_8);
  }

  /** What came of it, or why it was refused: a client of JMX sees no more of an exception. */
  static String tell(Supplier<String> deed) {
    try {
      return deed.get();
    } catch (BadQueryException | ConflictException | NotFoundException refused) {
      return "refused: " + refused.getMessage();
    }
  }
}
