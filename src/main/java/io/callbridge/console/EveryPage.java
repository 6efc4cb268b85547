package io.callbridge.console;

import io.callbridge.ops.BadQueryException;
import io.callbridge.ops.ConflictException;
import io.callbridge.ops.NotFoundException;
import io.callbridge.ops.Role;
import io.callbridge.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every page shows: who is logged in, and why something could not be done. */
@ControllerAdvice(basePackageClasses = EveryPage.class)
class EveryPage {

  private final String managementPort;

  EveryPage(@Value("${management.server.port:}") String managementPort) {
    this.managementPort = managementPort;
  }

  /** Hawtio may have a port of its own, with the rest of the management. */
  @ModelAttribute("hawtio")
  String hawtio(HttpServletRequest request) {
    String path = "/actuator/hawtio";
    return managementPort.isBlank()
        ? path
        : "%s://%s:%s%s"
            .formatted(request.getScheme(), request.getServerName(), managementPort, path);
  }

  @ModelAttribute("me")
  Me me(Authentication login) {
    return login == null ? new Me("", null) : meOf(login);
  }

  private static Me meOf(Authentication login) {
    return new Me(
        login.getName(),
        login.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .map(Role::ofAuthority)
            .flatMap(Optional::stream)
            .max(Role::compareTo)
            .orElse(null));
  }

  @ExceptionHandler
  ModelAndView badQuery(BadQueryException wrong, Authentication login) {
    return problem(HttpStatus.BAD_REQUEST, "That can't be asked for", wrong, login);
  }

  @ExceptionHandler
  ModelAndView notFound(NotFoundException missing, Authentication login) {
    return problem(HttpStatus.NOT_FOUND, "Not found", missing, login);
  }

  @ExceptionHandler
  ModelAndView conflict(ConflictException conflict, Authentication login) {
    return problem(HttpStatus.CONFLICT, "That can't be done now", conflict, login);
  }

  @ExceptionHandler
  ModelAndView storeDown(StoreUnavailableException down, Authentication login) {
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE, "The store can't be reached just now", down, login);
  }

  private static ModelAndView problem(
      HttpStatus status, String title, Exception why, Authentication login) {
    var page = new ModelAndView("problem", status);
    page.addObject("me", login == null ? new Me("", null) : meOf(login));
    page.addObject("title", title);
    page.addObject("detail", why.getMessage());
    return page;
  }
}
