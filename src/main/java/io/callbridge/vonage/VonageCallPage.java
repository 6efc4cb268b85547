package io.callbridge.vonage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.callbridge.call.UnreadableEventException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * One page of live calls: the documented object, or the bare list that some accounts get
 * (contracts/vonage.md, sections 3.1 and 3.2).
 *
 * @param calls never null
 * @param nextPageUri relative to the address of the service; null or blank on the last page
 */
@JsonNaming(SnakeCaseStrategy.class)
record VonageCallPage(List<VonageCall> calls, String nextPageUri) {

  private static final TypeReference<List<VonageCall>> BARE = new TypeReference<>() {};

  /**
   * @throws UnreadableEventException if it is neither; an unreadable page must never be taken for
   *     one without calls
   */
  static VonageCallPage read(byte[] body) {
    try (JsonParser parser = VonageJson.MAPPER.createParser(body)) {
      VonageCallPage page =
          parser.nextToken() == JsonToken.START_ARRAY
              ? new VonageCallPage(VonageJson.MAPPER.readValue(body, BARE), null)
              : VonageJson.MAPPER.readValue(body, VonageCallPage.class);
      if (page == null || page.calls() == null) {
        throw new UnreadableEventException("a page of calls has no list of calls");
      }
      return new VonageCallPage(
          page.calls().stream().filter(Objects::nonNull).toList(), page.nextPageUri());
    } catch (IOException noJson) {
      throw new UnreadableEventException("a page of calls is no JSON", noJson);
    }
  }
}
