package io.callbridge.ops;

import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedOperationParameters;
import org.springframework.jmx.export.annotation.ManagedResource;

/** What operators may do with call logs over JMX, {@code io.callbridge:type=callLogs}. */
@ManagedResource(description = "Call logs that stand still")
public class JmxCallLogs {

  private final CallLogDecisions decisions;

  JmxCallLogs(CallLogDecisions decisions) {
    this.decisions = decisions;
  }

  /**
   * @return its state now, or why not
   */
  @ManagedOperation(description = "Post a call log again that the CRM refused")
  @ManagedOperationParameters({
    @ManagedOperationParameter(name = "id", description = "of the call log"),
    @ManagedOperationParameter(name = "reason", description = "stands in the trail")
  })
  public String retry(String id, String reason) {
    return JmxUser.tell(
        () -> decisions.retry(id, JmxUser.because(reason), null, JmxUser.name()).state());
  }
}
