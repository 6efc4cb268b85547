package io.callbridge.kit.reload;

import static io.callbridge.Bridge.callStatus;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.Bridge;
import io.callbridge.PlayedCrm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random edits under load: no event is lost or doubled, every answer is one that the files which
 * were right at some time give, and a broken edit never takes a request. {@code
 * -Dcallbridge.soak.edits=1000} for longer.
 */
@ReloadedApplication
class ReloadSoakTest {

  private static final int EDITS = Integer.getInteger("callbridge.soak.edits", 20);
  private static final int EVENTS_PER_SECOND =
      Integer.getInteger("callbridge.soak.events-per-second", 200);
  private static final long SEED = Long.getLong("callbridge.soak.seed", 20260303L);
  private static final int EVENTS_OF_A_CALL = 20;
  private static final int MOST_UNDER_WAY = 50;

  private static final String INGEST =
      "broadband-dynamics/broadband-dynamics-ingest-call-status.camel.yaml";
  private static final String TRANSLATE =
      "broadband-dynamics/broadband-dynamics-translate-call-status.camel.yaml";
  private static final String RENAMED = TRANSLATE.replace("call-status", "renamed-status");
  private static final String ERRORS = "shared/error-handling.camel.yaml";
  private static final String TWILIO = "twilio/twilio-ingest-events.camel.yaml";

  /** What a right version of the route answers; a broken one would answer 299. */
  private static final List<Integer> RIGHT = List.of(200, 201, 202);

  private static final List<String> BREAKS =
      List.of(
          "method: read( => method: raed(",
          "name: calls-journal => name: calls-jornal",
          "routeConfigurationId: ingest => routeConfigurationId: injest",
          "steps: => stesp:",
          "- route: => - route: {",
          "${header.Content-Type} => ${nonsense}");

  @Autowired Bridge bridge;
  @Autowired EditedRoutes routes;
  @Autowired RouteReload reload;
  @Autowired RequestGate gate;
  @Autowired JdbcClient store;

  private final Random random = new Random(SEED);
  private final HttpClient http =
      HttpClient.newBuilder().executor(Executors.newFixedThreadPool(4)).build();
  private final AtomicInteger sent = new AtomicInteger();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong slowest = new AtomicLong();
  private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
  private int taken;
  private int refused;
  private int takenBack;

  @Test
  void losesAndDoublesNothingWhileRoutesChange() throws Exception {
    RouteTexts before = routes.onDisk();
    ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    long begin = System.nanoTime();
    sender.scheduleAtFixedRate(
        this::send, 0, 1_000_000_000L / EVENTS_PER_SECOND, TimeUnit.NANOSECONDS);
    try {
      for (int edit = 0; edit < EDITS; edit++) {
        editSomething();
      }
    } finally {
      routes.restore(before);
      routes.awaitTaken();
      sender.shutdown();
    }
    assertThat(sender.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(underWay.tryAcquire(MOST_UNDER_WAY, 60, TimeUnit.SECONDS))
        .as("all are answered")
        .isTrue();
    double seconds = (System.nanoTime() - begin) / 1e9;

    System.out.printf(
        "%d edits (%d taken, %d refused, %d taken back) in %.0f s under %.0f events per second:"
            + " longest wait for a swap %d ms, slowest answer %d ms, answers %s%n",
        EDITS,
        taken,
        refused,
        takenBack,
        seconds,
        sent.get() / seconds,
        gate.longestWait().toMillis(),
        slowest.get(),
        answers);
    assertThat(wrong).isEmpty();
    assertThat(answers.keySet()).isSubsetOf(200, 201, 202, 404, 410);
    assertThat(List.of(taken, refused, takenBack)).as("of each kind").allMatch(n -> n > 0);
    assertNothingLostOrDoubled();
  }

  private void assertNothingLostOrDoubled() {
    List<String> journaled =
        store
            .sql("SELECT event_key FROM call_event WHERE call_id LIKE 'soak-%'")
            .query(String.class)
            .list();
    assertThat(journaled).doesNotHaveDuplicates();
    assertThat(Set.copyOf(journaled)).isEqualTo(kept);
    List<String> ended =
        kept.stream().filter(key -> key.endsWith(":completed")).map(ReloadSoakTest::call).toList();
    assertThat(ended).isNotEmpty();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(ended).allSatisfy(call -> assertThat(PlayedCrm.posts(call)).hasSize(1)));
  }

  private static String call(String eventKey) {
    return eventKey.substring(0, eventKey.indexOf(':'));
  }

  private void send() {
    int number = sent.getAndIncrement();
    boolean known = number % 10 != 3;
    int sequence = number % EVENTS_OF_A_CALL;
    String status = sequence == EVENTS_OF_A_CALL - 1 ? "completed" : "ringing";
    String call = "soak-" + number / EVENTS_OF_A_CALL;
    String key = call + ":" + sequence + ":" + status;
    String body =
        """
        {"callSid": "%s", "callStatus": "%s", "callDuration": 5, "sequenceNumber": %d}\
        """
            .formatted(call, status, sequence);
    String path =
        callStatus("req-1", "+12025550143") + (known ? "?account=listed" : "?account=no-such");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(bridge.url(path)))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
            .build();
    underWay.acquireUninterruptibly();
    long begin = System.nanoTime();
    http.sendAsync(request, BodyHandlers.discarding())
        .whenComplete(
            (answer, failure) -> {
              slowest.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
              note(key, known, failure == null ? answer.statusCode() : 0, failure);
              underWay.release();
            });
  }

  private void note(String key, boolean known, int status, Throwable failure) {
    answers.computeIfAbsent(status, code -> new LongAdder()).increment();
    if (failure != null) {
      wrong.add(key + ": " + failure);
    } else if (known && RIGHT.contains(status)) {
      kept.add(key);
    } else if (known || status != 404 && status != 410) {
      wrong.add(key + ": HTTP " + status);
    }
  }

  private void editSomething() throws IOException {
    switch (random.nextInt(7)) {
      case 0, 1 -> changeTheAnswer();
      case 2, 3 -> breakTheRoute();
      case 4 -> rename();
      case 5 -> random(this::changeTheErrorHandler, this::deleteOrAdd);
      default -> takeBack();
    }
  }

  private void random(Runnable one, Runnable other) {
    (random.nextBoolean() ? one : other).run();
  }

  private void changeTheAnswer() {
    String text = routes.text(INGEST);
    int next = RIGHT.get(random.nextInt(RIGHT.size()));
    String changed = text.replaceAll("expression: \"20\\d\"", "expression: \"" + next + "\"");
    if (!changed.equals(text)) {
      routes.write(INGEST, changed).awaitTaken();
      taken++;
    }
  }

  private void breakTheRoute() {
    String[] change = BREAKS.get(random.nextInt(BREAKS.size())).split(" => ");
    String right = routes.text(INGEST);
    String broken =
        right
            .replaceAll("expression: \"20\\d\"", "expression: \"299\"")
            .replace(change[0], change[1]);
    routes.write(INGEST, broken).awaitRefused();
    refused++;
    routes.write(INGEST, right).awaitTaken();
  }

  private void rename() {
    boolean isRenamed = routes.text(RENAMED) != null;
    String from = isRenamed ? RENAMED : TRANSLATE;
    String to = isRenamed ? TRANSLATE : RENAMED;
    for (String caller : List.of(INGEST, "quarantine/quarantine-translate-request.camel.yaml")) {
      if (routes.text(caller) != null) {
        routes.write(
            caller, routes.text(caller).replace(RouteTexts.name(from), RouteTexts.name(to)));
      }
    }
    routes.write(to, routes.text(from).replace(RouteTexts.name(from), RouteTexts.name(to)));
    routes.delete(from).awaitTaken();
    taken++;
  }

  private void changeTheErrorHandler() {
    String text = routes.text(ERRORS);
    String status = text.contains("expression: \"410\"") ? "410" : "404";
    int at = text.indexOf("expression: \"" + status + "\"", text.indexOf("ingest-unknown"));
    String changed =
        text.substring(0, at)
            + "expression: \""
            + (status.equals("404") ? "410" : "404")
            + "\""
            + text.substring(at + "expression: \"404\"".length());
    routes.write(ERRORS, changed).awaitTaken();
    taken++;
  }

  private void deleteOrAdd() {
    if (routes.text(TWILIO) == null) {
      routes.write(TWILIO, original(TWILIO)).awaitTaken();
    } else {
      routes.delete(TWILIO).awaitTaken();
    }
    taken++;
  }

  private static String original(String path) {
    try {
      return RouteTexts.read(java.nio.file.Path.of("routes")).byPath().get(path);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private void takeBack() throws IOException {
    try {
      reload.takeBack("engineer");
      takenBack++;
    } catch (RefusedRoutesException nothing) {
      changeTheAnswer();
    }
    routes.awaitTaken();
  }
}
