package io.callbridge.sandbox.bandwidth;

import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The recordings of calls (section 6). */
@SandboxOnly
@RestController("simulatedBandwidthRecordingApi")
@RequestMapping(ApiGateway.ACCOUNTS + "{accountId}/calls/{callId}/recordings")
class RecordingApi {

  /** A WAV file without a sound in it. */
  private static final byte[] SILENCE = {
    'R',
    'I',
    'F',
    'F',
    36,
    0,
    0,
    0,
    'W',
    'A',
    'V',
    'E',
    'f',
    'm',
    't',
    ' ',
    16,
    0,
    0,
    0,
    1,
    0,
    1,
    0,
    0x40,
    0x1F,
    0,
    0,
    (byte) 0x80,
    0x3E,
    0,
    0,
    2,
    0,
    16,
    0,
    'd',
    'a',
    't',
    'a',
    0,
    0,
    0,
    0
  };

  private final BandwidthSettings settings;
  private final PlayedCalls played;
  private final Clock clock;

  RecordingApi(
      BandwidthSettings settings, PlayedCalls played, @Qualifier(Sandbox.CLOCK) Clock clock) {
    this.settings = settings;
    this.played = played;
    this.clock = clock;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  List<Map<String, Object>> list(@PathVariable String callId) {
    CallScript script = script(callId);
    return recording(script).map(found -> List.of(metadata(script, found))).orElse(List.of());
  }

  @GetMapping(path = "/{recordingId}", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> get(@PathVariable String callId, @PathVariable String recordingId) {
    CallScript script = script(callId);
    return metadata(script, recording(script, recordingId));
  }

  @GetMapping("/{recordingId}/media")
  ResponseEntity<byte[]> media(@PathVariable String callId, @PathVariable String recordingId) {
    if (!recording(script(callId), recordingId).isAudible(clock.instant())) {
      throw new RefusedException(ApiError.notFound(recordingId));
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("audio/vnd.wave"))
        .body(SILENCE);
  }

  private CallScript script(String callId) {
    return played
        .find(callId)
        .map(PlayedCall::script)
        .filter(script -> script.parent().callId().equals(callId))
        .orElseThrow(() -> new RefusedException(ApiError.notFound(callId)));
  }

  private Optional<CallRecording> recording(CallScript script) {
    Instant now = clock.instant();
    return Optional.ofNullable(script.recording())
        .filter(recording -> !recording.endTime().isAfter(now));
  }

  private CallRecording recording(CallScript script, String recordingId) {
    return recording(script)
        .filter(found -> found.recordingId().equals(recordingId))
        .orElseThrow(() -> new RefusedException(ApiError.notFound(recordingId)));
  }

  private Map<String, Object> metadata(CallScript script, CallRecording recording) {
    CallLeg call = script.parent();
    Instant now = clock.instant();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("applicationId", EventWriter.APPLICATION);
    metadata.put("accountId", settings.account());
    metadata.put("callId", call.callId());
    metadata.put("parentCallId", null);
    metadata.put("recordingId", recording.recordingId());
    metadata.put("to", call.to());
    metadata.put("from", call.from());
    metadata.put("duration", recording.duration());
    metadata.put("direction", call.direction());
    metadata.put("channels", 2);
    metadata.put("startTime", Times.write(recording.startTime()));
    metadata.put("endTime", Times.write(recording.endTime()));
    metadata.put("fileFormat", "wav");
    metadata.put(
        "status", recording.availableAt().isAfter(now) ? "processing" : recording.status());
    metadata.put(
        "mediaUrl",
        recording.isAudible(now)
            ? "https://voice.bandwidth.com/api/v2/accounts/%s/calls/%s/recordings/%s/media"
                .formatted(settings.account(), call.callId(), recording.recordingId())
            : null);
    return metadata;
  }
}
