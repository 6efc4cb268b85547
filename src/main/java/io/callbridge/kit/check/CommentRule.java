package io.callbridge.kit.check;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Comments stand only at the top of a file: the Kaoto editor drops all others. */
final class CommentRule implements RouteRule {

  private static final Parse WITH_COMMENTS =
      new Parse(LoadSettings.builder().setParseComments(true).build());

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    List<Finding> broken = new ArrayList<>();
    boolean begun = false;
    for (Event event : WITH_COMMENTS.parseString(file.text())) {
      begun |= event instanceof SequenceStartEvent;
      if (begun
          && event instanceof CommentEvent comment
          && comment.getCommentType() != CommentType.BLANK_LINE) {
        broken.add(
            new Finding(
                comment.getStartMark().map(Mark::getLine).orElse(0) + 1,
                "'#%s' belongs in a description".formatted(comment.getValue())));
      }
    }
    return broken;
  }

  @Override
  public String toString() {
    return "has comments only at the top";
  }
}
