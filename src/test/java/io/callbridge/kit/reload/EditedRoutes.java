package io.callbridge.kit.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callbridge.kit.reload.RouteReload.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The folder of routes, edited as an engineer would. */
class EditedRoutes {

  private final RouteReload reload;
  private final Path folder;

  EditedRoutes(RouteReload reload, ReloadSettings settings) {
    this.reload = reload;
    this.folder = settings.folder();
  }

  String text(String path) {
    return reload.state().running().byPath().get(path);
  }

  /** Replaces a text that stands in the file. */
  EditedRoutes edit(String path, String before, String after) {
    String text = read(path);
    assertThat(text).contains(before);
    return write(path, text.replace(before, after));
  }

  EditedRoutes write(String path, String text) {
    try {
      RouteTexts.write(folder, Map.of(path, text));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  EditedRoutes delete(String path) {
    try {
      Files.delete(folder.resolve(path));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  String read(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  RouteTexts onDisk() {
    try {
      return RouteTexts.read(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Puts the whole folder back. */
  void restore(RouteTexts texts) {
    for (FileChange change : onDisk().changesTo(texts)) {
      if (change.after() == null) {
        delete(change.path());
      } else {
        write(change.path(), change.after());
      }
    }
  }

  void awaitTaken() {
    RouteTexts written = onDisk();
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> reload.state().refusal() == null && reload.state().running().equals(written));
  }

  Refusal awaitRefused() {
    return await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> reload.state().refusal(), refusal -> refusal != null);
  }
}
