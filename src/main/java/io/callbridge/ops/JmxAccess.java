package io.callbridge.ops;

import java.io.IOException;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.restrictor.RestrictorFactory;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What a user may see and do over JMX. {@code jolokia-access.xml} says what may be done at all; of
 * that, a viewer may do what changes nothing, an operator may use Callbridge's own operations, and
 * routes belong to engineers. Only a POST changes something, because a link can make a browser send
 * a GET.
 */
public class JmxAccess implements Restrictor {

  /** How the names of operations begin that change nothing. */
  private static final Set<String> READING =
      Set.of("dump", "list", "browse", "processorIds", "endpointStatistics");

  private final Restrictor policy;

  /** Jolokia makes one by its name. */
  public JmxAccess() throws IOException {
    policy = RestrictorFactory.lookupPolicyRestrictor("classpath:/jolokia-access.xml");
  }

  @Override
  public boolean isHttpMethodAllowed(HttpMethod method) {
    return policy.isHttpMethodAllowed(method);
  }

  @Override
  public boolean isTypeAllowed(RequestType type) {
    return policy.isTypeAllowed(type);
  }

  @Override
  public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
    return policy.isAttributeReadAllowed(name, attribute);
  }

  @Override
  public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
    return policy.isAttributeWriteAllowed(name, attribute) && isPost() && has(Role.ENGINEER);
  }

  @Override
  public boolean isOperationAllowed(ObjectName name, String nameOrSignature) {
    String operation = nameOrSignature.replaceFirst("\\(.*", "");
    if (!policy.isOperationAllowed(name, operation)) {
      return false;
    }
    if (isReading(operation)) {
      return has(Role.VIEWER);
    }
    return isPost() && has(isOurs(name) ? Role.OPERATOR : Role.ENGINEER);
  }

  @Override
  public boolean isRemoteAccessAllowed(String... hostsAndAddresses) {
    return policy.isRemoteAccessAllowed(hostsAndAddresses);
  }

  @Override
  public boolean isOriginAllowed(String origin, boolean strictly) {
    return policy.isOriginAllowed(origin, strictly);
  }

  /**
   * Hawtio's own MBeans are: it would ask one of them, for each operation there is, whether this
   * user may do it, and that one knows nobody.
   */
  @Override
  public boolean isObjectNameHidden(ObjectName name) {
    return name.getDomain().equals("hawtio") || policy.isObjectNameHidden(name);
  }

  private static boolean isOurs(ObjectName name) {
    return name.getDomain().equals("io.callbridge");
  }

  private static boolean isReading(String operation) {
    return READING.stream().anyMatch(operation::startsWith);
  }

  private static boolean has(Role least) {
    Authentication user = SecurityContextHolder.getContext().getAuthentication();
    return user != null
        && user.getAuthorities().stream()
            .anyMatch(
                authority ->
                    Role.ofAuthority(authority.getAuthority())
                        .filter(role -> role.compareTo(least) >= 0)
                        .isPresent());
  }

  private static boolean isPost() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        && request.getRequest().getMethod().equals("POST");
  }
}
