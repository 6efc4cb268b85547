package io.callbridge.kit.coverage;

import io.callbridge.kit.cases.StepRuns;
import io.callbridge.kit.check.RouteFile;
import io.callbridge.kit.check.RouteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which steps and branches of the routes some cases have run.
 *
 * @param spots in the order of the files
 */
public record Coverage(Path routes, List<Spot> spots) {

  private static final double ALL = 100;

  public static Coverage of(Path routes, StepRuns runs) throws IOException {
    List<Spot> spots = new ArrayList<>();
    for (RouteFile file : RouteFiles.read(routes).files()) {
      String place = "file:" + routes + "/" + file + ":";
      spots.addAll(Spots.in(file, line -> runs.of(place + line)));
    }
    return new Coverage(routes, List.copyOf(spots));
  }

  /** Neither run nor excused. */
  public List<Spot> missing() {
    return spots.stream().filter(Spot::isMissing).toList();
  }

  /** Not run, and the file says why. */
  public List<Spot> excused() {
    return spots.stream().filter(spot -> !spot.isRun() && spot.excuse() != null).toList();
  }

  long run() {
    return spots.stream().filter(Spot::isRun).count();
  }

  /** The part that was run, of what isn't excused. */
  double percent() {
    long counted = spots.size() - excused().size();
    return counted == 0 ? ALL : ALL * run() / counted;
  }

  /** One sentence. */
  String sum() {
    return "%d of %d steps and branches ran (%.1f %%), %d are excused in their files"
        .formatted(run(), spots.size() - excused().size(), percent(), excused().size());
  }
}
