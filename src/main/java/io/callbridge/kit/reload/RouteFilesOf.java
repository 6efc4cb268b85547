package io.callbridge.kit.reload;

import io.callbridge.kit.check.RouteFile;
import io.callbridge.kit.check.RouteFiles;
import io.callbridge.kit.check.UnreadableFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads texts as route files, each text once. */
final class RouteFilesOf {

  private Map<String, RouteFile> known = new HashMap<>();

  /**
   * @throws RefusedRoutesException if one can't be read
   */
  synchronized RouteFiles read(RouteTexts texts) {
    Map<String, RouteFile> read = new HashMap<>();
    texts.byPath().forEach((path, text) -> read.put(path, file(path, text)));
    known = read;
    return new RouteFiles(List.copyOf(read.values()));
  }

  private RouteFile file(String path, String text) {
    RouteFile file = known.get(path);
    if (file != null && file.text().equals(text)) {
      return file;
    }
    try {
      return RouteFile.of(RouteTexts.folder(path), RouteTexts.name(path), text);
    } catch (UnreadableFileException wrong) {
      throw new RefusedRoutesException(path + ": " + wrong.getMessage(), wrong);
    }
  }
}
