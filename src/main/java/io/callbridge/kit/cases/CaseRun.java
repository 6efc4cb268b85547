package io.callbridge.kit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs cases through routes and settings as they are on disk, offline and in this process: with a
 * store of its own, the time of each case, and played far ends. It changes nothing of a server that
 * runs in the same process.
 *
 * <p>Cases share an application while each begins a day after the one before, so that nothing that
 * is remembered for a day can matter. A case with answers of its own from the CRM, from which there
 * is more to learn, is the last one of its application.
 */
public final class CaseRun implements AutoCloseable {

  /** After so long nothing of a case is remembered: no login, no limit, no window. */
  private static final Duration APART = Duration.ofHours(25);

  private final Path routes;
  private final Path config;
  private final boolean updates;
  private final StepRuns runs = new StepRuns();
  private final FarEnds farEnds = new FarEnds();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path work;
  private CaseApplication application;
  private CaseSettings settings;
  private CaseStore store;
  private int stores;

  /** Whether the CRM answered in ways from which the application learns for long. */
  private boolean isMarked;

  /**
   * @param routes the folder of the route files
   * @param config the folder of the owner's settings, for cases that use them
   * @param updates whether what comes out becomes what is expected
   */
  public CaseRun(Path routes, Path config, boolean updates) {
    this.routes = routes;
    this.config = config;
    this.updates = updates;
    try {
      work = Files.createTempDirectory("callbridge-cases");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** How often which steps have run so far. */
  public StepRuns runs() {
    return runs;
  }

  /**
   * Runs them one after the other, in an order of its own.
   *
   * @param heard is told each result at once
   */
  public List<CaseResult> run(List<Case> cases, Consumer<CaseResult> heard) {
    List<CaseResult> results = new ArrayList<>();
    for (Case each : inOrder(cases)) {
      CaseResult result = run(each);
      heard.accept(result);
      results.add(result);
    }
    return results;
  }

  private List<Case> inOrder(List<Case> cases) {
    return cases.stream()
        .sorted(Comparator.comparing((Case each) -> order(each)).thenComparing(Case::name))
        .toList();
  }

  private String order(Case each) {
    try {
      CaseFile file = each.read();
      boolean isMarked = !file.farEnds().isEmpty();
      return "%s %s %s".formatted(settingsOf(each, file).source(), isMarked, each.starts(file));
    } catch (WrongCaseException unreadable) {
      return "";
    }
  }

  private CaseResult run(Case each) {
    long begin = System.nanoTime();
    String title = null;
    try {
      CaseFile file = each.read();
      title = file.title();
      prepare(each, file);
      JsonNode outcome = new Play(each, application, store, http).play(file);
      JsonNode expected = each.expected();
      List<Difference> differences = Difference.between(expected, outcome);
      if (updates && !(differences.isEmpty() && each.hasExpectation())) {
        each.expect(Difference.keepingWildcards(expected, outcome));
        differences = List.of();
      }
      if (!each.hasExpectation()) {
        throw new WrongCaseException(
            "%s: there is no expected.yaml yet; --update writes what came out"
                .formatted(each.folder()));
      }
      return new CaseResult(each.name(), title, differences, null, since(begin));
    } catch (WrongCaseException wrong) {
      return new CaseResult(each.name(), title, List.of(), wrong.getMessage(), since(begin));
    } catch (RuntimeException failed) {
      forget();
      return new CaseResult(each.name(), title, List.of(), words(failed), since(begin));
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static String words(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == failure ? failure.toString() : failure.getMessage() + ": " + cause;
  }

  private void prepare(Case each, CaseFile file) {
    CaseSettings wanted = settingsOf(each, file);
    Instant starts = each.starts(file);
    boolean fits =
        application != null
            && wanted.equals(settings)
            && !isMarked
            && !starts.isBefore(application.clock().instant().plus(APART));
    if (!fits) {
      begin(wanted, starts);
    }
    store.empty();
    application.clock().set(starts);
    isMarked =
        file.farEnds().stream()
            .anyMatch(answers -> application.isCrm(String.valueOf(answers.request())));
  }

  private void begin(CaseSettings wanted, Instant starts) {
    forget();
    settings = wanted;
    stores++;
    store = new CaseStore(work.resolve("store-" + stores + ".db"));
    application =
        new CaseApplication(
            routes, settings, store.file(), new VirtualClock(starts), farEnds, runs, Map.of());
  }

  private CaseSettings settingsOf(Case each, CaseFile file) {
    if ("config".equals(file.settings())) {
      return new CaseSettings(config, config, false);
    }
    if (file.settings() != null) {
      return settings(each.folder().resolve(file.settings()).normalize());
    }
    Path system = each.folder().getParent();
    return Stream.of(each.folder(), system, system.getParent())
        .map(folder -> folder.resolve("settings.yaml"))
        .filter(Files::exists)
        .findFirst()
        .map(this::settings)
        .orElseThrow(
            () -> new WrongCaseException("%s: there is no settings.yaml".formatted(each.folder())));
  }

  private CaseSettings settings(Path file) {
    return new CaseSettings(file, config, false);
  }

  private void forget() {
    if (application != null) {
      application.close();
      store.close();
      application = null;
    }
  }

  @Override
  public void close() {
    forget();
    farEnds.close();
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
