package io.callbridge.console;

import io.callbridge.ops.BadQueryException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: is every call of a day accounted for, and how does it go? */
@Controller
class TodayController {

  private final TodayView today;

  TodayController(TodayView today) {
    this.today = today;
  }

  @GetMapping("/")
  String show(@RequestParam(defaultValue = "") String day, Model page) {
    page.addAttribute("today", today.of(parse(day)));
    return "today";
  }

  private static LocalDate parse(String day) {
    try {
      return day.isBlank() ? null : LocalDate.parse(day);
    } catch (DateTimeParseException unreadable) {
      throw new BadQueryException("day must be a day such as 2026-03-03.");
    }
  }
}
