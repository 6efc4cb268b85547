package io.callbridge.store;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/**
 * Names a span of a trace as text, so that what happens minutes later, and perhaps in another
 * process, can belong to it (W3C Trace Context, {@code traceparent}).
 */
public final class TraceParent {

  private TraceParent() {}

  /** The span of what this thread is doing; null if it isn't traced. */
  static String current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }

  /** The span that a text made by {@link #current} names; an invalid one for any other text. */
  public static SpanContext parse(String text) {
    String[] parts = text.split("-");
    return parts.length == 4
        ? SpanContext.createFromRemoteParent(
            parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault())
        : SpanContext.getInvalid();
  }
}
