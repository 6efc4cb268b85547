package io.callbridge.kit.reload;

import io.callbridge.kit.cases.Cases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The route files of one moment.
 *
 * @param byPath what they say, by path below the folder, with {@code /}
 */
record RouteTexts(SortedMap<String, String> byPath) {

  static final String ENDING = ".camel.yaml";

  private static final int VERSION_DIGITS = 12;

  RouteTexts {
    byPath = Collections.unmodifiableSortedMap(new TreeMap<>(byPath));
  }

  static RouteTexts read(Path folder) throws IOException {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(path -> isRouteFile(folder, path)).toList()) {
        texts.put(
            folder.relativize(path).toString().replace('\\', '/'),
            new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
      }
    }
    return new RouteTexts(texts);
  }

  private static boolean isRouteFile(Path folder, Path path) {
    return path.toString().endsWith(ENDING)
        && !folder.relativize(path).startsWith(Cases.FOLDER)
        && Files.isRegularFile(path);
  }

  /** What became of each file that isn't the same in both. */
  List<FileChange> changesTo(RouteTexts next) {
    var paths = new TreeSet<>(byPath.keySet());
    paths.addAll(next.byPath.keySet());
    List<FileChange> changes = new ArrayList<>();
    for (String path : paths) {
      String before = byPath.get(path);
      String after = next.byPath.get(path);
      if (!Objects.equals(before, after)) {
        changes.add(new FileChange(path, before, after));
      }
    }
    return changes;
  }

  /** These files with the changes. */
  RouteTexts with(Collection<FileChange> changes) {
    var texts = new TreeMap<>(byPath);
    for (FileChange change : changes) {
      if (change.after() == null) {
        texts.remove(change.path());
      } else {
        texts.put(change.path(), change.after());
      }
    }
    return new RouteTexts(texts);
  }

  /** The hash of a file, short enough to be read out. */
  static String version(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The name of a file's route, REST definition or configurations. */
  static String name(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.substring(0, file.length() - ENDING.length());
  }

  static String folder(String path) {
    int end = path.lastIndexOf('/');
    String folders = end < 0 ? "" : path.substring(0, end);
    return folders.substring(folders.lastIndexOf('/') + 1);
  }

  /** Writes the files of the changes below a folder, each at once. */
  static void write(Path folder, Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }
}
