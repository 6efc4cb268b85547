package io.callbridge.sandbox.leadsquared;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection of a marked request before a byte of the answer has left.
 *
 * <p>Servlets cannot do that, so it is a valve of Tomcat.
 */
final class CutConnection extends ValveBase {

  private static final String MARK = CutConnection.class.getName();

  CutConnection() {
    super(true);
  }

  /** Marks a request whose response is still uncommitted. */
  static void askFor(ServletRequest request) {
    request.setAttribute(MARK, true);
  }

  static boolean isAskedFor(ServletRequest request) {
    return request.getAttribute(MARK) != null;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (isAskedFor(request.getRequest())) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("answer lost"));
    }
  }
}
