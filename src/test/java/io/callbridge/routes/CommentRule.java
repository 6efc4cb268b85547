package io.callbridge.routes;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Comments stand only at the top of a file: the Kaoto editor drops all others. */
final class CommentRule implements RouteRule {

  private static final Parse WITH_COMMENTS =
      new Parse(LoadSettings.builder().setParseComments(true).build());

  @Override
  public List<String> broken(RouteFile file, RouteFiles all) {
    List<String> broken = new ArrayList<>();
    boolean begun = false;
    for (Event event : WITH_COMMENTS.parseString(file.text())) {
      begun |= event instanceof SequenceStartEvent;
      if (begun
          && event instanceof CommentEvent comment
          && comment.getCommentType() != CommentType.BLANK_LINE) {
        broken.add(
            "line %d: '#%s' belongs in a description"
                .formatted(
                    comment.getStartMark().map(mark -> mark.getLine() + 1).orElse(0),
                    comment.getValue()));
      }
    }
    return broken;
  }

  @Override
  public String toString() {
    return "has comments only at the top";
  }
}
