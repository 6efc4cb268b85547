package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A page of the Telephony API with its relative links (section 3.1). */
final class TelephonyPage {

  private TelephonyPage() {}

  /**
   * @param name of the list
   * @param page from 0
   * @param path of the first page, with its query
   * @throws RefusedException with 400 if there can be no such page
   */
  static <T> Map<String, Object> of(
      String name,
      List<T> all,
      int page,
      int size,
      String order,
      String path,
      Function<T, Map<String, Object>> writer) {
    if (page < 0 || size < 1 || !List.of("asc", "desc").contains(order)) {
      throw RefusedException.badRequest();
    }
    int pages = (all.size() + size - 1) / size;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, Listing.of(all, page, size).items().stream().map(writer).toList());
    answer.put("current_page", page);
    answer.put("first_page_uri", path);
    answer.put("order", order);
    answer.put("page_size", size);
    answer.put("pages", pages);
    if (page + 1 < pages) {
      answer.put("next_page", page + 1);
      answer.put("next_page_uri", path + "&page=" + (page + 1));
    }
    if (page > 0) {
      answer.put("previous_page_uri", path + "&page=" + (page - 1));
    }
    return answer;
  }
}
