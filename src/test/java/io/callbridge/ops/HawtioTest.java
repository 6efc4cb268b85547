package io.callbridge.ops;

import static io.callbridge.Bridge.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.TestAccounts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What Hawtio's tabs ask of Jolokia, and what nobody gets of it. */
@FullApplication
class HawtioTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CAMEL = "org.apache.camel:context=*,type=";

  @Autowired Bridge bridge;
  @Autowired CamelContext camel;

  @Test
  void isAPageForThoseWhoAreLoggedIn() {
    HttpResponse<String> page = get("vera", "/actuator/hawtio/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Hawtio</title>");
    assertThat(bridge.send(bridge.request("/actuator/hawtio/", null).build()).statusCode())
        .isEqualTo(401);
    assertThat(bridge.send(bridge.request("/actuator/jolokia", null).build()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void sendsABrowserToTheLoginForm() {
    HttpResponse<String> answer =
        bridge.send(bridge.request("/actuator/hawtio/", null, "Accept", "text/html").build());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
  }

  @Test
  void showsAViewerTheContextAndItsRoutes() {
    JsonNode context = ask("vera", "read", only("context"));
    assertThat(context.at("/value/State").asText()).isEqualTo("Started");
    assertThat(context.at("/value/CamelVersion").asText()).isNotEmpty();

    JsonNode route = ask("vera", "read", only("routes,name=\"tasks-dispatch\""));
    assertThat(route.at("/value/State").asText()).isEqualTo("Started");
    assertThat(route.at("/value/ExchangesTotal").asLong()).isPositive();
  }

  @Test
  void showsAViewerSourceAndDiagram() {
    JsonNode source = exec("vera", only("context"), "dumpRoutesAsXml()");
    assertThat(source.path("value").asText()).contains("tasks-dispatch", "leadsquared-track-task");

    JsonNode counts =
        exec("vera", only("context"), "dumpRoutesStatsAsXml(boolean,boolean)", "true", "true");
    assertThat(counts.path("value").asText()).contains("<routeStat id=\"tasks-dispatch\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"endpoints", "consumers", "producers", "components", "processors", "threadpools"})
  void showsAViewerEndpointsAndTheOtherParts(String type) {
    JsonNode found = ask("vera", "search", CAMEL + type + ",*").path("value");
    assertThat(found).isNotEmpty();

    JsonNode one = ask("vera", "read", found.path(0).asText());
    assertThat(one.path("status").asInt()).as(one.toString()).isEqualTo(200);
  }

  @Test
  void showsAViewerExchangesUnderWay() {
    JsonNode inflight =
        exec(
            "vera",
            only("services,name=DefaultInflightRepository"),
            "browse(int,boolean)",
            10,
            true);

    assertThat(inflight.path("status").asInt()).isEqualTo(200);
  }

  @Test
  void showsTracedMessagesWithoutWhatTheyHold() {
    String tracer = only("tracer,name=BacklogTracer");
    assertThat(write("vera", tracer, "Enabled", true).path("status").asInt()).isEqualTo(403);
    assertThat(write("oscar", tracer, "Enabled", true).path("status").asInt()).isEqualTo(403);
    assertThat(write("enid", tracer, "Enabled", true).path("status").asInt()).isEqualTo(200);
    try {
      for (String path : new String[] {"/actuator/jolokia", "/actuator/hawtio/jolokia"}) {
        bridge.postJson(
            Bridge.callStatus("req-traced", "+12025550188") + "?account=secured",
            Bridge.completed("traced-1"),
            "X-Callbridge-Secret",
            TestAccounts.SECRET);

        String traced = execAt(path, "vera", tracer, "dumpAllTracedMessagesAsXml()").toString();
        assertThat(traced)
            .contains("broadband-dynamics-ingest-call-status", "x-callbridge-secret")
            .doesNotContain(TestAccounts.SECRET, "2025550188", "traced-1");
      }
    } finally {
      write("enid", tracer, "Enabled", false);
      exec("enid", tracer, "clear()");
    }
  }

  @Test
  void letsOnlyEngineersStopARoute() {
    String route = only("routes,name=\"calls-close\"");

    assertThat(exec("vera", route, "stop()").path("status").asInt()).isEqualTo(403);
    assertThat(exec("oscar", route, "stop()").path("status").asInt()).isEqualTo(403);
    assertThat(get("enid", "/actuator/jolokia/exec/" + encoded(route) + "/stop()").body())
        .contains("\"status\":403");
    assertThat(exec("enid", route, "stop()").path("status").asInt()).isEqualTo(200);
    assertThat(exec("enid", route, "start()").path("status").asInt()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read  | java.lang:type=Runtime                     | SystemProperties",
        "read  | java.lang:type=Runtime                     | InputArguments",
        "read  | org.springframework.boot:*                 |",
        "read  | JMImplementation:type=MBeanServerDelegate  | MBeanServerId",
        "exec  | com.sun.management:type=HotSpotDiagnostic  | getVMOption",
        "exec  | com.sun.management:type=DiagnosticCommand  | vmSystemProperties",
        "exec  | java.util.logging:type=Logging             | getLoggerLevel",
        "exec  | hawtio:type=security,name=RBACRegistry     | list",
        "exec  | CONTEXT                                    | sendStringBody(java.lang.String,java.lang.String)",
        "exec  | CONTEXT                                    | stop()",
        "exec  | CONTEXT                                    | createEndpoint(java.lang.String)",
        "write | CONTEXT                                    | Tracing",
        "write | TRACER                                     | BodyMaxChars",
        "write | TRACER                                     | TraceFilter",
      })
  void refusesEvenTheAdminWhatShowsSecretsOrGoesRoundTheRoutes(
      String type, String mbean, String name) {
    ObjectNode request = JSON.createObjectNode();
    request.put("type", type);
    request.put(
        "mbean",
        switch (mbean) {
          case "CONTEXT" -> only("context");
          case "TRACER" -> only("tracer,name=BacklogTracer");
          default -> mbean;
        });
    request.put(type.equals("exec") ? "operation" : "attribute", name);
    if (type.equals("write")) {
      request.put("value", "1");
    }

    JsonNode answer = post("/actuator/jolokia", "admin", request);

    assertThat(answer.path("value").size()).as(answer.toString()).isZero();
    assertThat(answer.path("status").asInt()).as(answer.toString()).isIn(403, 404);
  }

  @Test
  void isNoProxyToOtherPlaces() {
    assertThat(
            get("admin", "/actuator/hawtio/proxy/http/127.0.0.1/" + bridge.port() + "/")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void showsAccounts() {
    JsonNode crm = ask("vera", "read", "io.callbridge:type=crm,name=main");
    assertThat(crm.at("/value/BudgetAvailable").asInt()).isPositive();
    assertThat(crm.at("/value/TasksByState").has("UNCONFIRMED")).isTrue();

    JsonNode provider =
        ask("vera", "read", "io.callbridge:type=provider,provider=broadband-dynamics,name=default");
    assertThat(provider.at("/value/Crm").asText()).isEqualTo("main");
    assertThat(provider.at("/value/Collected").asBoolean()).isFalse();
  }

  @Test
  void letsOperatorsPauseAndResumeACrmAccount() {
    String account = TestAccounts.spare();
    String mbean = "io.callbridge:type=crm,name=" + account;

    assertThat(exec("vera", mbean, "pause", "x").path("status").asInt()).isEqualTo(403);
    assertThat(exec("oscar", mbean, "pause", "").path("value").asText()).contains("reason");
    assertThat(exec("oscar", mbean, "pause", "CRM moves").path("value").asText())
        .isEqualTo("PAUSED");
    assertThat(bridge.get("/api/accounts").body()).contains("paused by oscar: CRM moves");
    assertThat(get("oscar", "/actuator/jolokia/exec/" + mbean + "/resume/moved").body())
        .contains("\"status\":403");
    assertThat(exec("oscar", mbean, "resume", "moved").path("value").asText()).isEqualTo("RUNNING");
    assertThat(bridge.get("/api/deeds").body()).contains("CRM account " + account, "RESUME");
  }

  @Test
  void letsOperatorsRetryACallLog() {
    String mbean = "io.callbridge:type=callLogs";
    bridge.postJson(Bridge.callStatusOf("default"), Bridge.completed("jmx-logged"));
    String id = bridge.callLogInState("default", "jmx-logged", "LOGGED").path("id").asText();

    assertThat(exec("vera", mbean, "retry", id, "x").path("status").asInt()).isEqualTo(403);
    assertThat(exec("oscar", mbean, "retry", id, "x").path("value").asText())
        .isEqualTo("refused: It is LOGGED, which is final: the CRM has its activity.");
    assertThat(exec("oscar", mbean, "retry", "0", "x").path("value").asText())
        .isEqualTo("refused: There is no such call log.");
  }

  /** The one MBean of that type; another test's application may have its own context. */
  private String only(String typeAndMore) {
    JsonNode found = ask("vera", "search", CAMEL + typeAndMore + ",*").path("value");
    for (JsonNode name : found) {
      if (name.asText().contains("context=" + camel.getManagementName() + ",")) {
        return name.asText();
      }
    }
    throw new AssertionError("no " + typeAndMore + " among " + found);
  }

  private JsonNode ask(String user, String type, String mbean) {
    return post(
        "/actuator/jolokia", user, JSON.createObjectNode().put("type", type).put("mbean", mbean));
  }

  private JsonNode write(String user, String mbean, String attribute, boolean value) {
    return post(
        "/actuator/jolokia",
        user,
        JSON.createObjectNode()
            .put("type", "write")
            .put("mbean", mbean)
            .put("attribute", attribute)
            .put("value", value));
  }

  private JsonNode exec(String user, String mbean, String operation, Object... arguments) {
    return execAt("/actuator/jolokia", user, mbean, operation, arguments);
  }

  private JsonNode execAt(
      String path, String user, String mbean, String operation, Object... arguments) {
    ObjectNode request =
        JSON.createObjectNode().put("type", "exec").put("mbean", mbean).put("operation", operation);
    request.set("arguments", JSON.valueToTree(arguments));
    return post(path, user, request);
  }

  private JsonNode post(String path, String user, JsonNode request) {
    HttpResponse<String> answer =
        bridge.send(
            bridge
                .request(path, "application/json", "Authorization", Bridge.loginOf(user))
                .POST(BodyPublishers.ofString(request.toString()))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  private HttpResponse<String> get(String user, String path) {
    return bridge.send(bridge.request(path, null, "Authorization", Bridge.loginOf(user)).build());
  }

  private static String encoded(String mbean) {
    return mbean.replace("\"", "%22");
  }
}
