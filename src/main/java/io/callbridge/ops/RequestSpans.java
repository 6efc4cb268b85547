package io.callbridge.ops;

import io.callbridge.dispatch.Answered;
import io.callbridge.store.Calls;
import io.callbridge.store.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Adds each request to the CRM to the trace of the webhook that told of its call, however long ago
 * that was. A call that was only collected has a trace of its own.
 */
@Component
class RequestSpans {

  private final Tracer tracer;
  private final Calls calls;

  RequestSpans(Tracer tracer, Calls calls) {
    this.tracer = tracer;
    this.calls = calls;
  }

  @EventListener
  void add(Answered answered) {
    SpanBuilder span =
        tracer
            .spanBuilder("crm " + answered.kind())
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(answered.sentAt())
            .setAttribute("callbridge.crm", answered.crm())
            .setAttribute("callbridge.call", answered.call())
            .setAttribute("callbridge.state", answered.state().name());
    Context parent =
        calls
            .trace(answered.call())
            .map(TraceParent::parse)
            .map(webhook -> Context.root().with(Span.wrap(webhook)))
            .orElse(Context.root());
    Span request = span.setParent(parent).startSpan();
    if (answered.status() != null) {
      request.setAttribute("http.response.status_code", answered.status());
    }
    if (!answered.isTaken()) {
      request.setStatus(StatusCode.ERROR);
    }
    request.end(answered.answeredAt());
  }
}
