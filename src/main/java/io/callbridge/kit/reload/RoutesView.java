package io.callbridge.kit.reload;

import io.callbridge.kit.check.RouteFile;
import io.callbridge.kit.reload.RouteReload.Loaded;
import io.callbridge.kit.reload.RouteReload.Refusal;
import io.callbridge.kit.reload.RouteReload.State;
import io.callbridge.kit.reload.ServingRoutes.Traffic;
import io.callbridge.store.RouteChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** Shows which route files run, since when, and with how much traffic. */
@Component
class RoutesView {

  private static final int NEWEST = 20;

  private final RouteReload reload;
  private final ServingRoutes routes;
  private final RequestGate gate;
  private final RouteChanges trail;
  private final ReloadSettings settings;

  RoutesView(
      RouteReload reload,
      ServingRoutes routes,
      RequestGate gate,
      RouteChanges trail,
      ReloadSettings settings) {
    this.reload = reload;
    this.routes = routes;
    this.gate = gate;
    this.trail = trail;
    this.settings = settings;
  }

  /**
   * One file.
   *
   * @param version of the text that runs: the beginning of its SHA-256
   * @param changedAt when that was taken in; null if it has run since the start
   * @param state {@code RUNNING}, {@code STOPPED} by somebody, {@code OFF} where its precondition
   *     says so, {@code REFUSED} if another text stands on disk
   * @param exchanges since it was loaded; null where nobody counts
   */
  record FileView(
      String file,
      String version,
      String author,
      Instant changedAt,
      String state,
      Long exchanges,
      Long failed) {}

  RoutesController.Answer answer() {
    State state = reload.state();
    List<FileView> files = new ArrayList<>();
    state.running().byPath().forEach((path, text) -> files.add(view(path, text, state)));
    if (state.refusal() != null) {
      state.refusal().paths().stream()
          .filter(path -> !state.running().byPath().containsKey(path))
          .forEach(path -> files.add(refused(path)));
    }
    return new RoutesController.Answer(
        settings.reload().name().toLowerCase(Locale.ROOT),
        state.refusal(),
        gate.waited(),
        gate.longestWait().toMillis(),
        files,
        files.size(),
        trail.newest(NEWEST));
  }

  private static FileView refused(String path) {
    return new FileView(path, null, null, null, "REFUSED", null, null);
  }

  private FileView view(String path, String text, State state) {
    RouteFile file = RouteFile.of(RouteTexts.folder(path), RouteTexts.name(path), text);
    Set<String> ids = SwapPlan.idsOf(List.of(file));
    Loaded loaded = state.loaded().get(path);
    return new FileView(
        path,
        RouteTexts.version(text),
        loaded == null ? null : loaded.author(),
        loaded == null ? null : loaded.at(),
        isRefused(path, state.refusal()) ? "REFUSED" : stateOf(ids),
        sum(ids, Traffic::exchanges),
        sum(ids, Traffic::failed));
  }

  private static boolean isRefused(String path, Refusal refusal) {
    return refusal != null && refusal.paths().contains(path);
  }

  private String stateOf(Set<String> ids) {
    List<String> states = ids.stream().map(routes::status).filter(Objects::nonNull).toList();
    if (states.isEmpty()) {
      return ids.isEmpty() ? "RUNNING" : "OFF";
    }
    return states.stream().allMatch("Started"::equals) ? "RUNNING" : "STOPPED";
  }

  private Long sum(Set<String> ids, ToLongFunction<Traffic> count) {
    List<Traffic> counted = ids.stream().map(routes::traffic).filter(Objects::nonNull).toList();
    return counted.isEmpty() ? null : counted.stream().mapToLong(count).sum();
  }
}
