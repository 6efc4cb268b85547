package io.callbridge.ops;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import org.springframework.http.HttpHeaders;

/**
 * A request whose body has been read. Its content type is hidden from the server's own readers,
 * which would turn form fields into headers; the header {@code Content-Type} still says what it
 * was. A parameter of the query with the name of a header is hidden too: Camel would mix the two.
 */
class RawRequest extends ReadRequest {

  RawRequest(HttpServletRequest request, byte[] body) {
    super(request, body);
  }

  @Override
  public String getContentType() {
    return null;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(
        Collections.list(super.getParameterNames()).stream()
            .filter(name -> !name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE))
            .filter(name -> getHeader(name) == null)
            .toList());
  }

  @Override
  public String getCharacterEncoding() {
    return null;
  }
}
