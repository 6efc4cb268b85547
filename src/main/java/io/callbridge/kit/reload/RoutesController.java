package io.callbridge.kit.reload;

import io.callbridge.kit.reload.ReloadSettings.Mode;
import io.callbridge.kit.reload.RoutesView.FileView;
import io.callbridge.store.RouteChanges.Change;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/routes}. No route serves it: a request must not be under way in the routes that it
 * changes, and it must work when routes don't.
 */
@RestController
@RequestMapping(RoutesController.PATH)
class RoutesController {

  static final String PATH = "/api/routes";

  private final RouteReload reload;
  private final RoutesView view;
  private final ReloadSettings settings;

  RoutesController(RouteReload reload, RoutesView view, ReloadSettings settings) {
    this.reload = reload;
    this.view = view;
    this.settings = settings;
  }

  /**
   * @param refused why the files on disk don't run; null if they do
   * @param longestWaitMillis that a request has waited for a swap since the start
   * @param changes the newest ones of the trail
   */
  record Answer(
      String reload,
      RouteReload.Refusal refused,
      long waitedRequests,
      long longestWaitMillis,
      List<FileView> items,
      int total,
      List<Change> changes) {}

  @GetMapping
  Answer list() {
    return view.answer();
  }

  @PostMapping("/rollback")
  Map<String, Object> rollback(Principal user) throws IOException {
    if (settings.reload() != Mode.SAFE) {
      throw conflict("callbridge.routes.reload is not safe, so nothing has been changed.");
    }
    try {
      return Map.of("takenBack", reload.takeBack(user.getName()));
    } catch (RefusedRoutesException refused) {
      throw conflict(refused.getMessage());
    }
  }

  private static ErrorResponseException conflict(String detail) {
    return new ErrorResponseException(
        HttpStatus.CONFLICT, ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail), null);
  }
}
