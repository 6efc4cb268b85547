package io.callbridge.ops;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The body of a request, if it comes in time: a thread waits for it, so who sends a byte now and
 * then could hold up all others.
 *
 * @param inTime whether all of it is there, or as much as may be
 */
record TimedBody(byte[] bytes, boolean inTime) {

  private static final int CHUNK = 8 * 1024;

  /**
   * @param most no more than so many bytes are read
   * @param time a single byte may take as long as the server lets a connection be silent
   */
  static TimedBody read(HttpServletRequest request, int most, Duration time) throws IOException {
    var read = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    long start = System.nanoTime();
    try {
      InputStream body = request.getInputStream();
      while (read.size() < most) {
        int count = body.read(chunk, 0, Math.min(CHUNK, most - read.size()));
        if (count < 0) {
          break;
        }
        read.write(chunk, 0, count);
        if (System.nanoTime() - start > time.toNanos()) {
          return new TimedBody(read.toByteArray(), false);
        }
      }
    } catch (IOException failed) {
      if (isTimeout(failed)) {
        return new TimedBody(read.toByteArray(), false);
      }
      throw failed;
    }
    return new TimedBody(read.toByteArray(), true);
  }

  private static boolean isTimeout(Throwable failure) {
    return failure instanceof SocketTimeoutException
        || failure.getCause() != null && isTimeout(failure.getCause());
  }
}
