package io.callbridge.steer;

import io.callbridge.store.CommandTrail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One command on its way. Not safe for several threads. */
public final class Command {

  private final CommandRequest request;
  private final String provider;
  private final String operation;
  private final Limits limits;
  private String masked = "";
  private boolean dials;
  private Course course;
  private Outgoing current;
  private boolean afterPause;
  private Ending ending;
  private Long id;
  private boolean underWay;

  private Command(CommandRequest request, String provider, String operation, Limits limits) {
    this.request = request;
    this.provider = provider;
    this.operation = operation;
    this.limits = limits;
  }

  /**
   * @param operation in the provider's words, such as {@code CreateCall}
   */
  public static Command of(
      CommandRequest request, String provider, String operation, Limits limits) {
    return new Command(request, provider, operation, limits);
  }

  /**
   * @param text the request for the trail, without credentials
   */
  public Command shownAs(String text) {
    masked = text;
    return this;
  }

  /** Somebody's phone will ring, so it counts as a call. */
  public Command dialling(boolean does) {
    dials = does;
    return this;
  }

  public Command by(Course requests) {
    course = requests;
    current = requests.first();
    return this;
  }

  /** Whether there is something to ask the provider. */
  public boolean isOpen() {
    return ending == null;
  }

  public boolean isAfterPause() {
    return afterPause;
  }

  public String getOperation() {
    return operation;
  }

  public String getAccount() {
    return request.account();
  }

  public String getMethod() {
    return current.method();
  }

  public String getPath() {
    return current.path();
  }

  public String getQuery() {
    return current.query();
  }

  public String getMediaType() {
    return current.mediaType();
  }

  /** In UTF-8; null for none. */
  public byte[] getBody() {
    return current.body().isEmpty() ? null : current.body().getBytes(StandardCharsets.UTF_8);
  }

  /** Only once it isn't open any more. */
  public Answer getAnswer() {
    return ending.answer();
  }

  void answered(ProviderAnswer answer) {
    go(course.answered(answer));
  }

  void unanswered(Silence silence) {
    go(course.unanswered(silence));
  }

  void interrupted() {
    go(course.interrupted());
  }

  void end(Ending how) {
    go(Step.end(how));
  }

  private void go(Step step) {
    if (step.next() != null) {
      current = step.next();
    }
    afterPause = step.afterPause();
    ending = step.ending();
  }

  /** Operations that change nothing are called so, and leave no trail. */
  boolean isQuestion() {
    return operation.startsWith("Get") || operation.startsWith("List");
  }

  boolean isUnderWay() {
    return underWay;
  }

  void setUnderWay(boolean is) {
    underWay = is;
  }

  Long id() {
    return id;
  }

  void setId(Long written) {
    id = written;
  }

  Ending ending() {
    return ending;
  }

  Limits limits() {
    return limits;
  }

  CommandTrail.Entry toEntry() {
    return new CommandTrail.Entry(
        request.user(),
        request.remoteAddress(),
        provider,
        request.account(),
        operation,
        request.callId(),
        request.partId(),
        dials,
        masked,
        request.idempotencyKey(),
        hash());
  }

  /** The same for the same request, whatever its spaces. */
  private String hash() {
    if (course == null) {
      return "";
    }
    Outgoing order = course.first();
    String said = String.join("\n", order.method(), order.path(), order.query(), order.body());
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "%s %s by %s".formatted(provider, operation, request.user());
  }
}
