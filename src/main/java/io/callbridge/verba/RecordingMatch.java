package io.callbridge.verba;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.function.Predicate.not;

import io.callbridge.recording.RecordingResult;
import io.callbridge.recording.RecordingSearch;
import io.callbridge.verba.VerbaSettings.Account;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conversation that finds the recording of one call, and no other call's: which question comes
 * next, and what its answer means (contracts/verba.md, section 5). The route carries the questions
 * to the recorder and the answers back, until a {@link #result} is there.
 */
final class RecordingMatch {

  private static final int MOST_QUESTIONS = 30;
  private static final int MOST_LOOKED_INTO = 10;

  private final RecordingSearch search;
  private final Account account;
  private final VerbaQuestions questions;
  private final RecordingFit fit;
  private final Deque<FindBy> ahead;

  private VerbaQuestion question;
  private Consumer<VerbaAnswer> next;
  private RecordingResult result;
  private int asked;
  private boolean several;
  private String nothing = "the recorder has no recording of this call, or not yet";
  private String trouble;

  RecordingMatch(RecordingSearch search, Account account, VerbaQuestions questions) {
    this.search = search;
    this.account = account;
    this.questions = questions;
    this.fit = new RecordingFit(search);
    this.ahead = new ArrayDeque<>();
    account.findBy().stream().distinct().filter(this::isPossible).forEach(ahead::add);
    if (ahead.isEmpty()) {
      end(RecordingResult.never("the call has neither an id nor a number to look for"));
    } else {
      goOn();
    }
  }

  public boolean isOpen() {
    return result == null;
  }

  /** What to ask next; while it is open. */
  public VerbaQuestion question() {
    return question;
  }

  /** Takes the answer to {@link #question}. */
  public void take(VerbaAnswer answer) {
    switch (answer.verdict()) {
      case OK, NOT_FOUND -> next.accept(answer);
      case SEVERAL -> {
        several = true;
        ahead.removeIf(by -> by != FindBy.SEARCH);
        goOn();
      }
      case NO_SUCH_ADDRESS -> {
        trouble = "%s: %s".formatted(question, answer.message());
        goOn();
      }
      default -> end(RecordingResult.trouble(answer.message(), answer.retryAfter()));
    }
  }

  /** Null while it is open. */
  public RecordingResult result() {
    return result;
  }

  private boolean isPossible(FindBy by) {
    return switch (by) {
      case PLATFORM_CALL_ID, NATIVE_ID -> search.callId() != null;
      case EXTENSION -> !search.extensions().isEmpty();
      case SEARCH -> search.leadNumber() != null || !search.extensions().isEmpty();
    };
  }

  private void goOn() {
    FindBy by = ahead.poll();
    if (by == null) {
      end(nothingLeft());
      return;
    }
    switch (by) {
      case PLATFORM_CALL_ID -> askForId("platformCallID");
      case NATIVE_ID -> askForId("nativeID");
      case EXTENSION -> askForLast(asWrittenFirst(search.extensions()));
      case SEARCH ->
          search(
              digitsFirst(
                  search.leadNumber() != null ? search.leadNumber() : search.extensions().get(0)));
    }
  }

  private RecordingResult nothingLeft() {
    if (several) {
      return RecordingResult.never("several recordings may be that of this call");
    }
    return trouble != null
        ? RecordingResult.trouble(trouble, null)
        : RecordingResult.notYet(nothing);
  }

  private void askForId(String parameter) {
    ask(
        questions.callId(parameter, search.callId()),
        answer -> answer.id().ifPresentOrElse(this::askForLink, this::goOn));
  }

  private void askForLink(String id) {
    ask(
        questions.callUrl(id),
        answer -> {
          if (answer.link().isPresent()) {
            take(new VerbaLink(answer.link().get(), account));
          } else if (account.detailUrl()) {
            take(VerbaLink.toDetails(id, account));
          } else {
            goOn();
          }
        });
  }

  private void askForLast(Deque<String> numbers) {
    String number = numbers.poll();
    ask(
        questions.lastCallUrl(number),
        answer -> {
          if (answer.link().isPresent()) {
            check(new VerbaLink(answer.link().get(), account), number);
          } else if (numbers.isEmpty()) {
            goOn();
          } else {
            askForLast(numbers);
          }
        });
  }

  /** The last call need not be ours: another one may have ended since. */
  private void check(VerbaLink link, String number) {
    VerbaQuestion information =
        link.callId()
            .map(id -> questions.information("callID", id))
            .orElseGet(() -> questions.information("extension", number));
    ask(
        information,
        answer -> {
          boolean fits =
              answer.calls().size() == 1
                  && fit.mayBe(answer.calls().get(0))
                  && fit.overlaps(answer.calls().get(0));
          if (!fits) {
            nothing = "the last recording of the extension is that of another call";
            goOn();
          } else if (link.callId().isPresent()) {
            take(link);
          } else {
            confirm(link, number);
          }
        });
  }

  /** Between a link without an id and its information, the last call may have changed. */
  private void confirm(VerbaLink link, String number) {
    ask(
        questions.lastCallUrl(number),
        answer -> {
          if (answer
              .link()
              .filter(again -> new VerbaLink(again, account).isSame(link))
              .isPresent()) {
            take(link);
          } else {
            goOn();
          }
        });
  }

  private void search(Deque<String> numbers) {
    ask(
        questions.search(
            fit.earliestStart(), fit.latestEnd(), numbers.poll(), account.spokenZone()),
        answer -> {
          if (answer.calls().isEmpty() && !numbers.isEmpty()) {
            search(numbers);
          } else {
            lookInto(new ArrayDeque<>(answer.calls()), new ArrayList<>());
          }
        });
  }

  /** A list may hold the recordings' ids only. */
  private void lookInto(Deque<VerbaCallInformation> listed, List<VerbaCallInformation> known) {
    if (listed.size() + known.size() > MOST_LOOKED_INTO
        && listed.stream().anyMatch(each -> each.start() == null)) {
      several = true;
      goOn();
      return;
    }
    while (!listed.isEmpty()) {
      VerbaCallInformation each = listed.poll();
      if (each.start() == null && each.id() != null && each.finished() == null) {
        ask(
            questions.information("callID", each.id()),
            answer -> {
              known.addAll(answer.calls());
              lookInto(listed, known);
            });
        return;
      }
      known.add(each);
    }
    choose(known);
  }

  private void choose(List<VerbaCallInformation> known) {
    List<VerbaCallInformation> usable =
        known.stream()
            .filter(each -> each.id() != null)
            .filter(not(VerbaCallInformation::secondary))
            .toList();
    List<VerbaCallInformation> candidates =
        usable.stream().filter(fit::mayBe).filter(fit::overlaps).toList();
    Optional<VerbaCallInformation> one =
        usable.stream()
            .filter(fit::hasId)
            .min(comparing(VerbaCallInformation::start, nullsLast(naturalOrder())))
            .or(() -> candidates.stream().filter(only -> candidates.size() == 1).findFirst());
    several = one.isEmpty() && (several || candidates.size() > 1);
    one.ifPresentOrElse(recording -> askForLink(recording.id()), this::goOn);
  }

  private void take(VerbaLink link) {
    end(
        link.objection()
            .map(RecordingResult::never)
            .orElseGet(() -> RecordingResult.found(link.shown())));
  }

  private void ask(VerbaQuestion other, Consumer<VerbaAnswer> then) {
    if (++asked > MOST_QUESTIONS) {
      end(RecordingResult.never("the recorder's answers lead nowhere"));
    } else {
      question = other;
      next = then;
    }
  }

  private void end(RecordingResult found) {
    result = found;
  }

  private static Deque<String> asWrittenFirst(List<String> numbers) {
    return numbers.stream()
        .flatMap(number -> Stream.of(number, number.replaceAll("^\\+", "")))
        .distinct()
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private static Deque<String> digitsFirst(String number) {
    return new ArrayDeque<>(Stream.of(number.replaceAll("^\\+", ""), number).distinct().toList());
  }
}
